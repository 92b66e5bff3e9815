package io.sluice.pipeline.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Major;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.delta.Delta;
import io.sluice.pipeline.delta.DeltaFormat;
import io.sluice.pipeline.measure.MeasuredContracts.Membership;
import io.sluice.pipeline.measurement.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures the contracts of one partition of the deltas topic. */
final class MeasureProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  /** How often the clock is looked at. */
  static final Duration TICK = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(MeasureProcessor.class);

  /** Transactions do not end in the order of their records, at most so far out of it. */
  private static final Duration DISORDER = Duration.ofMinutes(1);

  private final MeasuredContracts contracts;
  private final IntFunction<Optional<Schema>> schemas;
  private final Position position;
  private final Lags lags;
  private final Outlets outlets;
  private final References references;
  private final Snapshots snapshots;
  private final MeterRegistry registry;
  private final int partitions;
  private final Duration settle;
  private final Clock clock;
  private final Map<Major, Member> members = new TreeMap<>();
  private final Set<String> complainedOf = new HashSet<>();
  private @Nullable Workplace workplace;

  /** What a task gives its processor. */
  private record Workplace(
      ProcessorContext<byte[], byte[]> context, StoreShelf shelf, Parked parked) {}

  private long taken = -1;
  private @Nullable Instant judged;

  MeasureProcessor(MeasureTopology topology) {
    this.contracts = topology.contracts();
    this.schemas = topology.schemas();
    this.position = topology.position();
    this.lags = topology.lags();
    this.outlets = topology.outlets();
    this.references = topology.references();
    this.snapshots = topology.snapshots();
    this.registry = topology.registry();
    this.partitions = topology.partitions();
    this.settle = topology.settle();
    this.clock = topology.clock();
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    StoreShelf shelf = new StoreShelf(context.getStateStore(MeasureTopology.STORE));
    workplace = new Workplace(context, shelf, new Parked(shelf));
    position.forget(context.taskId().partition());
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> tick());
  }

  private Workplace workplace() {
    if (workplace == null) {
      throw new IllegalStateException("the task has not begun");
    }
    return workplace;
  }

  // ---- deltas

  @Override
  public void process(Record<byte[], byte[]> record) {
    long offset = workplace().context().recordMetadata().map(RecordMetadata::offset).orElse(taken);
    taken = offset;
    if (record.key() == null || record.value() == null) {
      return;
    }
    Major.parse(new String(record.key(), StandardCharsets.UTF_8))
        .ifPresent(major -> take(major, offset, record.value()));
  }

  private void take(Major major, long offset, byte[] value) {
    switch (contracts.of(major)) {
      case Membership.Measured(CompiledContract contract) -> {
        if (!isTaken(major, contract, value)) {
          park(major, offset, value);
        }
      }
      case Membership.Awaited awaited -> park(major, offset, value);
      case Membership.Foreign foreign -> {}
    }
  }

  private void park(Major major, long offset, byte[] value) {
    if (!workplace().parked().add(major, offset, value)) {
      complain(
          major, "no more deltas are kept for a contract that is not known: what follows is lost");
    }
  }

  /** Takes a delta; false where it has to wait. */
  private boolean isTaken(Major major, CompiledContract contract, byte[] value) {
    try {
      Schema writer = schemas.apply(DeltaFormat.schemaId(value)).orElse(null);
      if (writer == null) {
        return false;
      }
      Delta delta = DeltaFormat.read(value, writer);
      Member member = member(major, contract);
      if (member != null && delta.coverage().major().equals(major)) {
        if (member.measurement().take(delta).isTaken()) {
          snapshots.took(major, delta.coverage());
        }
        judged = delta.judged() == null ? judged : delta.judged().to();
      }
    } catch (IllegalArgumentException | AvroRuntimeException e) {
      complain(major, "a delta can't be read: " + e.getClass().getSimpleName());
    }
    return true;
  }

  /** Says what is amiss with a contract, once. */
  private void complain(Major major, String reason) {
    if (complainedOf.add(major + reason)) {
      LOG.error("action=measure contract={} reason=\"{}\"", major, reason);
    }
  }

  /** The member of a contract, at its newest version; null where what is kept can't be read. */
  private @Nullable Member member(Major major, CompiledContract contract) {
    Member member = members.get(major);
    if (member != null && member.contract() == contract) {
      return member;
    }
    close(major);
    try {
      Member opened =
          new Member(contract, workplace().shelf(), clock, registry, references, snapshots);
      members.put(major, opened);
      return opened;
    } catch (IllegalArgumentException e) {
      complain(major, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void close(Major major) {
    Member member = members.remove(major);
    if (member != null) {
      member.close();
    }
  }

  // ---- the clock

  private void tick() {
    Map<Major, CompiledContract> measured = contracts.measured();
    Set.copyOf(members.keySet()).stream()
        .filter(major -> !measured.containsKey(major))
        .forEach(this::close);
    Parked parked = workplace().parked();
    parked.contracts().stream()
        .filter(major -> contracts.of(major) instanceof Membership.Foreign)
        .forEach(parked::drop);
    Instant known = known();
    int own = workplace().context().taskId().partition();
    for (Map.Entry<Major, CompiledContract> entry : measured.entrySet()) {
      byte[] key = entry.getKey().toString().getBytes(StandardCharsets.UTF_8);
      if (BuiltInPartitioner.partitionForKey(key, partitions) == own) {
        parked.handOver(entry.getKey(), delta -> isTaken(entry.getKey(), entry.getValue(), delta));
        Member member = member(entry.getKey(), entry.getValue());
        if (member != null) {
          judge(member, known);
        }
      }
    }
  }

  /**
   * Until when everything is known that was: a moment ago, or, while deltas wait to be read, not
   * quite as far as those that were.
   */
  private Instant known() {
    Instant now = clock.instant().minus(settle);
    if (position.hasAll(workplace().context().taskId().partition(), taken)) {
      return now;
    }
    Instant read = judged == null ? Instant.MIN : judged.minus(DISORDER);
    return read.isBefore(now) ? read : now;
  }

  private void judge(Member member, Instant known) {
    try {
      member
          .judge(known, lags.of(member.major()))
          .ifPresent(readings -> readings.forEach(reading -> say(member, reading)));
    } catch (IllegalArgumentException | ArithmeticException e) {
      complain(member.major(), "a minute can't be judged: " + e);
    }
  }

  private void say(Member member, Reading reading) {
    Contract contract = member.contract().contract();
    OptionalInt schemaId = outlets.schemaId(SliTopic.of(contract));
    List<Reading.PeriodResult> settled = member.unsaid(reading, schemaId.isPresent());
    if (schemaId.isEmpty()) {
      return;
    }
    int id = schemaId.getAsInt();
    Headers headers =
        new RecordHeaders()
            .add(MeasureTopology.CONTRACT, contract.coordinates().getBytes(StandardCharsets.UTF_8));
    for (Reading.PeriodResult period : settled) {
      forward(SliResult.ofPeriod(contract, reading, period), id, headers);
    }
    if (member.isNews(reading)) {
      reading
          .open()
          .ifPresent(open -> forward(SliResult.ofPeriod(contract, reading, open), id, headers));
      forward(SliResult.ofWindow(contract, reading), id, headers);
    }
  }

  private void forward(SliResult result, int schemaId, Headers headers) {
    byte[] key = result.promised().indicator().getBytes(StandardCharsets.UTF_8);
    // Brokers refuse what is dated far ahead and drop what is old: records bear the time at which
    // they are said, whatever the clock is that they are about.
    ProcessorContext<byte[], byte[]> context = workplace().context();
    context.forward(
        new Record<>(
            key, SliFormat.write(result, schemaId), context.currentSystemTimeMs(), headers));
  }

  @Override
  public void close() {
    List.copyOf(members.keySet()).forEach(this::close);
  }
}
