package io.sluice.pipeline.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Major;
import io.sluice.engine.objective.Counts;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.sli.Population;
import io.sluice.pipeline.count.SliMeters;
import io.sluice.pipeline.delta.Delta;
import io.sluice.pipeline.delta.DeltaFormat;
import io.sluice.pipeline.delta.DeltaTopic;
import io.sluice.pipeline.measurement.Roster;
import io.sluice.pipeline.testing.SetClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureTopologyTest {

  private static final References NO_REFERENCES =
      contract ->
          new References.Followed() {
            @Override
            public Roster roster(Population.Topic population) {
              throw new AssertionError("no contract here has a population in a topic");
            }

            @Override
            public void close() {}
          };

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final int SCHEMA_ID = 99;
  private static final Major PAYMENTS = new Major("payments", 1);
  private static final String TOPIC = "sli.payments.v1";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Snapshots snapshots = new Snapshots();
  private final Outlets outlets = new Outlets();
  private final Lags lags = new Lags();
  private final Position position = new Position();
  private final Known contracts = new Known();
  private final SetClock clock = new SetClock(NOON);
  private long next;
  private boolean isStopped;
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> deltas;
  private TestOutputTopic<byte[], byte[]> results;
  @TempDir private Path state;

  /** The contracts that are known so far; those that begin with a dot are somebody else's. */
  private static final class Known implements MeasuredContracts {

    private final Map<Major, CompiledContract> measured = new ConcurrentHashMap<>();

    @Override
    public Map<Major, CompiledContract> measured() {
      return measured;
    }

    @Override
    public Membership of(Major major) {
      CompiledContract contract = measured.get(major);
      return contract != null
          ? new Membership.Measured(contract)
          : major.id().startsWith(".") ? new Membership.Foreign() : new Membership.Awaited();
    }
  }

  private static CompiledContract contract() {
    String text =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: payments
        version: 1.2.0
        status: active
        schema:
          - name: Payment
            physicalType: topic
            physicalName: payments.v1
            authoritativeDefinitions: [{type: implementation, url: payment.avsc}]
            properties:
              - {name: id, logicalType: string, required: true}
              - {name: at, logicalType: timestamp, required: true}
            quality:
              - {id: rows-a-day, metric: rowCount, arguments: {window: {calendar: P1D}, element: at}, mustBeGreaterThan: 1}
        slaProperties:
          - {id: fresh, property: freshness, value: 5, unit: m, element: at}
        customProperties:
          - property: sluice.objectives
            value:
              adherence: {targetPercent: 98, window: 30d}
        """;
    return ContractFile.of(
            "payments.odcs.yaml",
            text,
            url ->
                """
                {"type":"record","name":"Payment","fields":[
                  {"name":"id","type":"string"},
                  {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}}]}""")
        .compile();
  }

  @BeforeEach
  void start() {
    contracts.measured.put(PAYMENTS, contract());
    outlets.open(TOPIC, SCHEMA_ID);
    open();
  }

  private void open() {
    isStopped = false;
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    driver =
        new TopologyTestDriver(
            new MeasureTopology(
                    contracts,
                    id -> id == SCHEMA_ID ? Optional.of(DeltaFormat.SCHEMA) : Optional.empty(),
                    position,
                    lags,
                    outlets,
                    NO_REFERENCES,
                    snapshots,
                    meters,
                    1,
                    Duration.ZERO,
                    clock)
                .build(),
            properties,
            NOON);
    deltas =
        driver.createInputTopic(
            DeltaTopic.NAME, new ByteArraySerializer(), new ByteArraySerializer());
    results =
        driver.createOutputTopic(TOPIC, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    position.reachedEnd(0);
  }

  @AfterEach
  void stop() {
    if (!isStopped) {
      isStopped = true;
      driver.close();
    }
  }

  private void tick(Duration later) {
    clock.pass(later);
    driver.advanceWallClockTime(MeasureProcessor.TICK);
  }

  private static Delta delta(String contract, Instant judged, long from, long to) {
    Instant minute = judged.truncatedTo(ChronoUnit.MINUTES);
    return new Delta(
        new Delta.Coverage(
            contract,
            "1.2.0",
            "sluice.payments.v1",
            false,
            false,
            "raw.payments.v1",
            "id",
            0,
            from,
            to,
            0,
            1),
        new Delta.Judged(judged, judged),
        Map.of(),
        List.of(new Delta.EventTimes("at", judged, 0, 0)),
        List.of(
            new Delta.IndicatorCounts(
                "adherence",
                "adherence",
                List.of(
                    new Delta.Bucket(
                        minute, minute.plusSeconds(60), to - from - 1, to - from, 0, 0)))),
        List.of());
  }

  /** Ten records, one of which breaks the contract. */
  private void judged(String contract) {
    send(contract, DeltaFormat.write(delta(contract, clock.instant(), next, next + 10), SCHEMA_ID));
    next += 10;
  }

  private void send(String contract, byte[] value) {
    deltas.pipeInput((contract + ":1").getBytes(StandardCharsets.UTF_8), value);
  }

  private List<GenericRecord> results() {
    return results.readValuesToList().stream().map(MeasureTopologyTest::result).toList();
  }

  private static GenericRecord result(byte[] value) {
    try {
      return new GenericDatumReader<GenericRecord>(SliFormat.SCHEMA)
          .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private double meter(String name, String sli) {
    return meters.get(name).tag(SliMeters.SLI, sli).meter().measure().iterator().next().getValue();
  }

  @Test
  void whatIsJudgedIsWrittenShownAndKept() {
    judged("payments");
    tick(Duration.ofMinutes(1));

    assertThat(results())
        .filteredOn(result -> result.get("indicator").toString().equals("adherence"))
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.get("good")).isEqualTo(9L);
              assertThat(result.get("total")).isEqualTo(10L);
              assertThat(result.get("status")).hasToString("BREACHED");
              assertThat(result.get("target")).hasToString("98");
              assertThat(result.get("judgedUntil")).isEqualTo(clock.millis());
            });
    assertThat(snapshots.of(PAYMENTS))
        .hasValueSatisfying(
            snapshot -> {
              assertThat(snapshot.judgedUntil()).isEqualTo(clock.instant());
              assertThat(snapshot.readings())
                  .filteredOn(reading -> reading.indicator().id().equals("adherence"))
                  .singleElement()
                  .satisfies(r -> assertThat(r.judged()).isEqualTo(new Counts(9, 10)));
            });
    assertThat(meter(SliMeters.EVENTS, "adherence")).isEqualTo(10);
    assertThat(meter(SliMeters.GOOD, "adherence")).isEqualTo(9);
    assertThat(meter(SliMeters.STATUS, "adherence")).isEqualTo(3);
    assertThat(meter(SliMeters.CURRENT, "fresh")).isEqualTo(1);
    assertThat(meter(SliMeters.PERIOD_GOOD, "rows-a-day")).isEqualTo(0);
  }

  @Test
  void metersAreThereBeforeTheFirstRecordAndGoWithTheTask() {
    tick(Duration.ofSeconds(1));

    assertThat(meter(SliMeters.EVENTS, "adherence")).isZero();
    assertThat(meter(SliMeters.CURRENT, "fresh")).isNaN();
    assertThat(meters.get(SliMeters.FRESHNESS).gauge().value()).isNaN();
    assertThat(meters.get(SliMeters.LAG).gauge().value()).isNaN();

    stop();
    assertThat(meters.getMeters()).isEmpty();
    assertThat(snapshots.all()).isEmpty();
  }

  @Test
  void freshnessGrowsByItselfAndSilenceIsSeen() {
    judged("payments");
    tick(Duration.ofMinutes(5));
    assertThat(meters.get(SliMeters.FRESHNESS).gauge().value()).isEqualTo(300);
    assertThat(meter(SliMeters.CURRENT, "fresh")).isEqualTo(1);

    clock.pass(Duration.ofSeconds(30));
    assertThat(meters.get(SliMeters.FRESHNESS).gauge().value()).isEqualTo(330);
    tick(Duration.ofSeconds(30));
    assertThat(meter(SliMeters.CURRENT, "fresh")).isEqualTo(0);
    assertThat(meter(SliMeters.EVENTS, "fresh")).isEqualTo(6);
    assertThat(meter(SliMeters.GOOD, "fresh")).isEqualTo(5);
  }

  @Test
  void nothingNewIsSaidTwice() {
    judged("payments");
    tick(Duration.ofMinutes(1));
    results.readRecordsToList();

    tick(Duration.ofMinutes(1));

    // Of freshness alone: one more minute was judged.
    assertThat(results())
        .extracting(result -> result.get("indicator").toString())
        .containsOnly("fresh");
  }

  @Test
  void everyPromiseIsToldAnewWithinAQuarterOfAnHour() {
    judged("payments");
    tick(Duration.ofMinutes(1));
    results.readRecordsToList();

    for (int minute = 0; minute < SliTopic.SAID_ANEW.toMinutes(); minute++) {
      tick(Duration.ofMinutes(1));
    }

    assertThat(results())
        .filteredOn(result -> result.get("scope").toString().equals("WINDOW"))
        .extracting(result -> result.get("indicator").toString())
        .contains("adherence", "rows-a-day", "fresh");
  }

  @Test
  void itIsKnownHowManyRecordsWereTakenBeforeTheirMinuteIsJudged() {
    assertThat(snapshots.taken(PAYMENTS)).isZero();
    judged("payments");
    judged("payments");
    next -= 10;
    judged("payments");

    assertThat(snapshots.taken(PAYMENTS)).as("no record twice").isEqualTo(20);
    assertThat(snapshots.all()).isEmpty();
  }

  @Test
  void minuteIsNotJudgedWhileDeltasWaitToBeRead() {
    tick(Duration.ZERO);
    position.fetched(0, 7);
    tick(Duration.ofMinutes(3));

    assertThat(snapshots.all()).isEmpty();

    position.reachedEnd(0);
    tick(Duration.ofSeconds(1));
    assertThat(snapshots.all()).as("fetched and not taken").isEmpty();
    for (int i = 0; i < 8; i++) {
      judged("payments");
    }
    tick(Duration.ofMinutes(1));
    assertThat(snapshots.all()).hasSize(1);
  }

  @Test
  void deltasOfAContractThatComesLateWaitForIt() {
    CompiledContract late = contract();
    contracts.measured.clear();
    judged("payments");
    judged("payments");
    tick(Duration.ofMinutes(1));
    assertThat(snapshots.all()).isEmpty();

    contracts.measured.put(PAYMENTS, late);
    tick(Duration.ofMinutes(1));
    tick(Duration.ofMinutes(1));

    assertThat(meter(SliMeters.EVENTS, "adherence")).isEqualTo(20);
    assertThat(snapshots.of(PAYMENTS))
        .hasValueSatisfying(snapshot -> assertThat(snapshot.gaps()).isZero());
  }

  @Test
  void whatCantBeReadAndWhatIsSomebodyElsesStopsNothing() {
    send("payments", new byte[] {0, 0, 0, 0, SCHEMA_ID, 1, 2, 3});
    send("payments", new byte[] {1});
    send(".theirs", new byte[] {1});
    judged("payments");
    tick(Duration.ofMinutes(1));

    assertThat(meter(SliMeters.EVENTS, "adherence")).isEqualTo(10);
  }

  @Test
  void resultsOfPeriodsWaitForTheirTopic() {
    outlets.close(TOPIC);
    clock.set(Instant.parse("2026-11-22T00:00:00Z"));
    tick(Duration.ZERO);
    tick(Duration.ofDays(1));
    assertThat(results.isEmpty()).isTrue();

    outlets.open(TOPIC, SCHEMA_ID);
    tick(Duration.ofMinutes(1));

    assertThat(results())
        .filteredOn(result -> result.get("scope").toString().equals("PERIOD"))
        .filteredOn(result -> result.get("state").toString().equals("FINAL"))
        .extracting(result -> result.get("indicator") + " " + result.get("current"))
        .containsExactly("rows-a-day BROKEN");
  }

  @Test
  void lagIsShownAsTheBrokerSaidIt() {
    lags.saw(PAYMENTS, new Lags.Lag(clock.instant(), 12));
    tick(Duration.ofMinutes(1));

    assertThat(meters.get(SliMeters.LAG).gauge().value()).isEqualTo(12);
  }
}
