package io.sluice.engine.profile;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is proposed from a sample, and what it could not tell.
 *
 * @param records how many were looked at
 * @param schema of them
 * @param fields the proposals by path, in the order of the schema
 * @param physicalNames of the fields that could not keep the names of their columns, by path
 * @param freshness null where the sample does not show one
 * @param untold what the sample can't tell, a sentence each
 */
public record Proposals(
    long records,
    Schema schema,
    Map<String, List<Proposal>> fields,
    Map<String, String> physicalNames,
    @Nullable FreshnessProposal freshness,
    List<String> untold) {

  public Proposals {
    fields = new LinkedHashMap<>(fields);
    physicalNames = Map.copyOf(physicalNames);
    untold = List.copyOf(untold);
  }

  /** Nothing is proposed about a schema that is known by itself. */
  public static Proposals none(Schema schema) {
    return new Proposals(0, schema, Map.of(), Map.of(), null, List.of());
  }

  /**
   * What a sample shows.
   *
   * @param recordName of the Avro record, where the sample does not state one
   * @param namespace likewise; empty for none
   */
  public static Proposals of(SampleProfile sample, String recordName, String namespace) {
    ProposalLog log = new ProposalLog();
    if (sample.unreadable() > 0) {
      log.untold(
          "%,d records could not be read, and are not part of this".formatted(sample.unreadable()));
    }
    Schema stated = sample.schema();
    Schema schema =
        stated == null ? new SampleSchema(sample, namespace, log).of(recordName) : stated;
    if (schema.getType() == Schema.Type.RECORD) {
      new FieldProposals(sample.count(), log).of(schema, sample.records());
    }
    FreshnessProposal freshness = new EventTime(schema, sample, log).freshness();
    return new Proposals(
        sample.count(), schema, log.proposals(), log.physicalNames(), freshness, log.untold());
  }

  /** The proposals about one field. */
  public List<Proposal> at(String path) {
    return fields.getOrDefault(path, List.of());
  }

  /** All of them, field by field. */
  public List<Proposal> all() {
    return fields.values().stream().flatMap(Collection::stream).toList();
  }
}
