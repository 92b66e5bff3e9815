package io.sluice.pipeline.reference;

import io.sluice.engine.observe.KeyHash;
import io.sluice.engine.plan.MemberPlan;
import io.sluice.engine.plan.MemberPlan.Membership;
import io.sluice.engine.plan.UnfitReferenceException;
import io.sluice.engine.sli.Population;
import io.sluice.engine.walk.Walk;
import io.sluice.pipeline.enforce.Framed;
import io.sluice.pipeline.enforce.FramingReader;
import io.sluice.pipeline.enforce.SchemaId;
import io.sluice.pipeline.measurement.Roster;
import io.sluice.pipeline.registry.SchemaLookup;
import io.sluice.pipeline.registry.SchemaSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the records of a reference topic into a roster. One thread's. */
final class MemberReader {

  /** What became of a record. */
  sealed interface Taken {

    /** The roster has it. */
    record Noted() implements Taken {}

    /** It does not decode: what is known of its key stays so. */
    record Unreadable() implements Taken {}

    /** The registry can't give its schema now; it has to be read again. */
    record NotYet(String reason) implements Taken {}

    /** There are more members than the roster has room for. */
    record Full() implements Taken {}
  }

  private static final Taken NOTED = new Taken.Noted();
  private static final Taken UNREADABLE = new Taken.Unreadable();

  /** What the registry's schema of an id makes of records. */
  private sealed interface Writer {

    record Planned(MemberPlan plan) implements Writer {}

    record Unfit(String reason) implements Writer {}

    record NoSchema() implements Writer {}
  }

  private final Population.Topic population;
  private final KeyHash hash;
  private final SchemaSource schemas;
  private final Roster roster;
  private final FramingReader framing;
  private final Walk walk = new Walk();
  private final Map<SchemaId, Writer> writers = new HashMap<>();

  /**
   * @param hash of the contract
   */
  MemberReader(Population.Topic population, KeyHash hash, SchemaSource schemas, Roster roster) {
    this.population = population;
    this.hash = hash;
    this.schemas = schemas;
    this.roster = roster;
    this.framing = new FramingReader(population.framing());
  }

  /** Takes a record. */
  Taken take(ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    byte[] value = record.value();
    if (key == null) {
      return UNREADABLE;
    } else if (value == null) {
      return leave(key);
    } else if (population.key().isEmpty() && population.condition().isEmpty()) {
      return join(key, hash.of(key));
    }
    return switch (framing.read(value, record.headers())) {
      case Framed.Broken broken -> UNREADABLE;
      case Framed.OwnSchema own -> UNREADABLE;
      case Framed.ById(SchemaId id, int offset) -> take(record, key, value, id, offset);
    };
  }

  private Taken take(
      ConsumerRecord<byte[], byte[]> record, byte[] key, byte[] value, SchemaId id, int offset) {
    Writer writer = writers.get(id);
    if (writer == null) {
      switch (id.in(schemas)) {
        case SchemaLookup.Found(Schema schema) -> writer = writer(id, schema);
        case SchemaLookup.Unreadable unreadable -> writer = new Writer.NoSchema();
        case SchemaLookup.Unknown unknown -> {
          return new Taken.NotYet(
              "the registry does not know %s of the record at %s".formatted(id, place(record)));
        }
        case SchemaLookup.Unavailable(String reason) -> {
          return new Taken.NotYet("the registry can't give %s: %s".formatted(id, reason));
        }
      }
      writers.put(id, writer);
    }
    return switch (writer) {
      case Writer.NoSchema none -> UNREADABLE;
      case Writer.Unfit(String reason) -> undecided(record, reason);
      case Writer.Planned(MemberPlan plan) ->
          switch (plan.judge(walk, value, offset)) {
            case Membership.OfRecordKey own -> join(key, hash.of(key));
            case Membership.OfField member -> join(key, member.hash());
            case Membership.Nobody nobody -> leave(key);
            case Membership.Unreadable unreadable -> UNREADABLE;
            case Membership.Undecided(String reason) -> undecided(record, reason);
          };
    };
  }

  private Writer writer(SchemaId id, Schema schema) {
    try {
      return new Writer.Planned(MemberPlan.of(population, hash, schema));
    } catch (UnfitReferenceException e) {
      return new Writer.Unfit(
          "schema %s (%s): %s".formatted(schema.getFullName(), id, e.getMessage()));
    }
  }

  private Taken join(byte[] key, byte[] member) {
    return roster.put(hash.of(key), member) ? NOTED : new Taken.Full();
  }

  private Taken leave(byte[] key) {
    roster.put(hash.of(key), null);
    return NOTED;
  }

  private Taken undecided(ConsumerRecord<byte[], byte[]> record, String reason) {
    roster.undecided(
        hash.of(record.key()),
        "nobody can say who the record at %s stands for: %s".formatted(place(record), reason));
    return NOTED;
  }

  /** Where a record stands, for people. */
  static String place(ConsumerRecord<byte[], byte[]> record) {
    return "%s-%d offset %d".formatted(record.topic(), record.partition(), record.offset());
  }
}
