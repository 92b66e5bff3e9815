package io.sluice.pipeline.replay;

import static io.sluice.pipeline.testing.KafkaTopics.patiently;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.Pipeline;
import io.sluice.pipeline.PipelineSettings;
import io.sluice.pipeline.count.PipelineMeters;
import io.sluice.pipeline.letter.LetterOpener;
import io.sluice.pipeline.letter.Opening;
import io.sluice.pipeline.registry.RegisteredContract;
import io.sluice.pipeline.registry.SchemaIds;
import io.sluice.pipeline.registry.SchemaLookup;
import io.sluice.pipeline.seal.LetterKeys;
import io.sluice.pipeline.testing.Deliveries;
import io.sluice.pipeline.testing.FixedSchemas;
import io.sluice.pipeline.testing.HandedOver;
import io.sluice.pipeline.testing.KafkaTopics;
import io.sluice.pipeline.testing.LetterKeysets;
import io.sluice.pipeline.testing.Payments;
import io.sluice.pipeline.topic.TopicCreation;
import io.sluice.sandbox.Needles;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters put back: what becomes of them, and that each is put back once. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ReplayIT {

  private static final int PARTITIONS = 2;

  private final Sandbox sandbox = SharedSandbox.get();
  private final Map<String, String> kafka =
      Map.of("bootstrap.servers", sandbox.bootstrapServers(), "metadata.max.age.ms", "1000");
  private final String id = SharedSandbox.uniqueName("test.replays");
  private final String rawTopic = "raw." + id + ".v1";
  private final String productTopic = id + ".v1";
  private final String letterTopic = "dlq." + id + ".v1";
  private final String replayTopic = "replay.sluice." + id + ".v1";
  private final FixedSchemas schemas = FixedSchemas.ofPayments();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CompiledContract strict = Deliveries.contract(id);
  private final CompiledContract mended = Deliveries.contract(id, -1000);
  private @Nullable Pipeline pipeline;
  private int starts;
  @TempDir private Path states;

  ReplayIT() {
    schemas.put(Deliveries.SCHEMA_ID, new SchemaLookup.Found(Deliveries.SCHEMA));
    sandbox.createTopic(rawTopic, PARTITIONS, Map.of());
  }

  @AfterEach
  void stop() {
    if (pipeline != null) {
      pipeline.close();
      pipeline = null;
    }
  }

  /** Runs another pipeline in place of the one that runs. */
  private void run(CompiledContract contract, int schemaId, @Nullable LetterKeys keys) {
    stop();
    PipelineSettings settings =
        PipelineSettings.of(kafka, states.resolve(String.valueOf(starts++)))
            .with(
                changes -> {
                  var creating = changes.topics(TopicCreation.allowed(1));
                  return keys == null ? creating : creating.keys(null, keys);
                });
    pipeline =
        new Pipeline(
            new RegisteredContract(contract, new SchemaIds(schemaId, schemaId)),
            schemas,
            settings,
            meters);
    pipeline.start();
    Pipeline started = pipeline;
    patiently().until(started::isReady);
  }

  private void run(CompiledContract contract) {
    run(contract, Deliveries.SCHEMA_ID, null);
  }

  /** Sends deliveries, of which each third has a weight below zero. */
  private void send(int count) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    long now = System.currentTimeMillis();
    for (int i = 0; i < count; i++) {
      byte[] delivery =
          Deliveries.delivery("d" + i, "site-" + i, now - i, i % 3 == 0 ? -1 : 1, "note");
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              rawTopic,
              i % PARTITIONS,
              1_000_000L + i,
              i % 4 == 0 ? null : ("k" + i).getBytes(UTF_8),
              Payments.framed(Deliveries.SCHEMA_ID, delivery));
      record.headers().add("trace", ("t" + i).getBytes(UTF_8)).add("nothing", null);
      record
          .headers()
          .add("trace", "again".getBytes(UTF_8))
          .add("sluice.replay.count", "7".getBytes(UTF_8));
      records.add(record);
    }
    KafkaTopics.send(records);
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return KafkaTopics.read(topic);
  }

  private void await(String topic, int count) {
    patiently().untilAsserted(() -> assertThat(read(topic)).hasSize(count));
  }

  private Replay begin(Contract contract, int maxAttempts) {
    return Replay.begin(kafka, contract, letterTopic, maxAttempts);
  }

  /** Replays all letters there are. */
  private Map<Fate, Integer> replay(Contract contract, int maxAttempts) {
    try (Replay replay = begin(contract, maxAttempts)) {
      Map<Fate, Integer> fates = offer(replay, read(letterTopic));
      replay.commit();
      return fates;
    }
  }

  private static Map<Fate, Integer> offer(
      Replay replay, List<ConsumerRecord<byte[], byte[]>> letters) {
    Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
    letters.forEach(letter -> fates.merge(replay.offer(letter), 1, Integer::sum));
    return fates;
  }

  /** A record without Sluice's headers, in the order of what it says. */
  private static List<String> lines(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream()
        .map(
            r ->
                "%d %d %s %s %s"
                    .formatted(
                        r.partition(),
                        r.timestamp(),
                        text(r.key()),
                        text(r.value()),
                        own(r.headers())))
        .sorted()
        .toList();
  }

  private static String own(Headers headers) {
    StringBuilder text = new StringBuilder();
    for (Header header : headers) {
      if (!header.key().startsWith("sluice.") && !header.key().startsWith("__streams.")) {
        text.append(header.key()).append('=').append(text(header.value())).append(' ');
      }
    }
    return text.toString();
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "null" : new String(bytes, ISO_8859_1);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private static String origin(ConsumerRecord<byte[], byte[]> letter) {
    return header(letter, "__streams.errors.topic")
        + "-"
        + header(letter, "__streams.errors.partition")
        + "@"
        + header(letter, "__streams.errors.offset");
  }

  private double counted(String meter, String outcome) {
    return meters.get(meter).tag("contract", id).tag("outcome", outcome).counter().count();
  }

  // ---- what becomes of them

  @Test
  void lettersOfAMendedContractBecomeTheProductsThatTheirRawRecordsWouldHaveBecome() {
    send(300);
    run(strict);
    await(letterTopic, 100);
    run(mended);

    assertThat(replay(mended.contract(), 3)).isEqualTo(Map.of(Fate.SENT, 100));
    await(productTopic, 300);
    stop();

    assertThat(lines(read(productTopic))).isEqualTo(lines(read(rawTopic)));
    assertThat(read(productTopic))
        .allMatch(record -> record.headers().lastHeader("sluice.replay.count") == null);
    assertThat(read(letterTopic)).hasSize(100);
    assertThat(counted(PipelineMeters.RECORDS, "compliant")).isEqualTo(300);
    assertThat(counted(PipelineMeters.RECORDS, "violating")).isEqualTo(100);
    assertThat(counted(PipelineMeters.REPLAYED, "compliant")).isEqualTo(100);
    assertThat(counted(PipelineMeters.REPLAYED, "violating")).isZero();
  }

  @Test
  void whatIsReplayedCountsForTheProductAndNotForWhatCameIn() {
    send(300);
    run(strict);
    await(letterTopic, 100);
    run(mended);
    replay(mended.contract(), 3);
    await(productTopic, 300);
    stop();

    HandedOver all = HandedOver.of(sandbox.bootstrapServers(), id);
    all.replayed(false).assertSeamless(Map.of(0, 150L, 1, 150L));
    HandedOver replayed = all.replayed(true);
    assertThat(replayed.deltas())
        .isNotEmpty()
        .allMatch(delta -> delta.coverage().topic().equals(replayTopic))
        .allMatch(
            delta ->
                all.replayed(false).deltas().stream()
                    .noneMatch(raw -> raw.coverage().topicId().equals(delta.coverage().topicId())));
    assertThat(replayed.outcome("compliant")).isEqualTo(100);
    assertThat(all.sum("adherence")).containsExactly(200L, 300L);
    assertThat(all.sum("latency")).containsExactly(200L, 200L);
    assertThat(all.sum("weight.minimum")).containsExactly(200L, 300L);
    assertThat(all.sum("rows-a-day")).containsExactly(300L, 300L);
    assertThat(
            replayed.deltas().stream()
                .flatMap(delta -> delta.keys().stream())
                .filter(keys -> keys.indicator().equals("sites"))
                .mapToLong(keys -> keys.records())
                .sum())
        .isEqualTo(100);
  }

  @Test
  void aRecordThatStillViolatesIsALetterAgainThatSaysHowOftenItWasReplayed() {
    send(30);
    run(strict);
    await(letterTopic, 10);
    List<ConsumerRecord<byte[], byte[]>> first = read(letterTopic);
    assertThat(first).allMatch(letter -> header(letter, "sluice.replay.count").equals("0"));

    assertThat(replay(strict.contract(), 2)).isEqualTo(Map.of(Fate.SENT, 10));
    await(letterTopic, 20);
    assertThat(replay(strict.contract(), 2)).isEqualTo(Map.of(Fate.SENT_BEFORE, 10, Fate.SENT, 10));
    await(letterTopic, 30);
    assertThat(replay(strict.contract(), 2))
        .isEqualTo(Map.of(Fate.SENT_BEFORE, 20, Fate.TRIED_ENOUGH, 10));

    List<ConsumerRecord<byte[], byte[]>> twice =
        read(letterTopic).stream()
            .filter(letter -> header(letter, "sluice.replay.count").equals("2"))
            .toList();
    assertThat(lines(twice)).isEqualTo(lines(first));
    assertThat(twice.stream().map(ReplayIT::origin))
        .containsExactlyInAnyOrderElementsOf(first.stream().map(ReplayIT::origin).toList());
  }

  @Test
  void whatIsNoReplayOfSluicesIsALetterAndStopsNothing() {
    run(strict);
    byte[] value = "no letter".getBytes(UTF_8);
    KafkaTopics.send(List.of(new ProducerRecord<>(replayTopic, 0, 5L, null, value)));
    send(3);

    await(letterTopic, 2);
    ConsumerRecord<byte[], byte[]> letter =
        read(letterTopic).stream()
            .filter(l -> header(l, "sluice.class").equals("INTERNAL"))
            .findFirst()
            .orElseThrow();
    assertThat(header(letter, "sluice.violations")).contains("replay.unsound");
    assertThat(letter.value()).isEqualTo(value);
    assertThat(origin(letter)).isEqualTo(replayTopic + "-0@0");
    assertThat(replay(strict.contract(), 3)).containsEntry(Fate.SENT, 2);
  }

  // ---- each once

  @Test
  void whatAKilledReplayLeftIsSentByTheNextOneAndNothingTwice() {
    send(3_600);
    run(strict);
    await(letterTopic, 1_200);
    run(mended);
    List<ConsumerRecord<byte[], byte[]>> letters = read(letterTopic);
    Replay killed = begin(mended.contract(), 3);
    offer(killed, letters.subList(0, 700)); // and is never heard of again
    assertThat(killed.committed()).isEqualTo(500);

    assertThat(replay(mended.contract(), 3))
        .isEqualTo(Map.of(Fate.SENT_BEFORE, 500, Fate.SENT, 700));

    await(productTopic, 3_600);
    assertThat(lines(read(productTopic))).isEqualTo(lines(read(rawTopic)));
    assertThat(replay(mended.contract(), 3)).isEqualTo(Map.of(Fate.SENT_BEFORE, 1_200));
    assertThatThrownBy(
            () -> {
              offer(killed, letters.subList(700, 1_200));
              killed.commit();
            })
        .isInstanceOf(TakenOverException.class);
    killed.close();
    assertThat(read(replayTopic)).hasSize(1_200);
  }

  @Test
  void twoReplaysAtOnceSendEachLetterOnce() throws Exception {
    send(3_600);
    run(strict);
    await(letterTopic, 1_200);
    run(mended);
    List<ConsumerRecord<byte[], byte[]>> letters = read(letterTopic);
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (Replay replay = begin(mended.contract(), 3)) {
                      offer(replay, letters);
                      replay.commit();
                    } catch (TakenOverException | UnsentException e) {
                      failures.add(e);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(failures).hasSizeLessThan(2).allMatch(TakenOverException.class::isInstance);
    await(productTopic, 3_600);
    assertThat(read(replayTopic)).hasSize(1_200);
    assertThat(lines(read(productTopic))).isEqualTo(lines(read(rawTopic)));
  }

  @Test
  void aRehearsalSendsNothingAndKeepsNothing() {
    send(30);
    run(strict);
    await(letterTopic, 10);

    try (Replay rehearsal = Replay.rehearse(kafka, strict.contract(), letterTopic, 3)) {
      assertThat(offer(rehearsal, read(letterTopic))).isEqualTo(Map.of(Fate.SENT, 10));
      rehearsal.commit();
    }

    assertThat(read(replayTopic)).isEmpty();
    assertThat(replay(strict.contract(), 3)).isEqualTo(Map.of(Fate.SENT, 10));
  }

  @Test
  void withoutAReplayTopicNothingIsSent() {
    sandbox.createTopic(letterTopic, 1, Map.of());

    assertThatThrownBy(() -> begin(strict.contract(), 3))
        .isInstanceOf(MissingTopicException.class)
        .hasMessageContaining(replayTopic);
  }

  // ---- sealed

  private static final String SECRET = "secret-payment-4711";

  private void sendPersonal(long amount) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            rawTopic,
            1,
            5L,
            SECRET.getBytes(UTF_8),
            Payments.framed(Payments.SCHEMA_ID, Payments.payment(SECRET, amount, "")));
    KafkaTopics.send(List.of(record));
  }

  private void assertNoLeakIn(String topic) {
    Needles needles = new Needles(List.of(SECRET));
    for (ConsumerRecord<byte[], byte[]> record : read(topic)) {
      assertThat(needles.in(text(record.key()))).isEmpty();
      assertThat(needles.in(record.value())).isEmpty();
    }
  }

  @Test
  void aSealedLetterStaysSealedUntilItsPipelineJudgesItsRecord() {
    CompiledContract contract = Payments.withPersonalData(id, null).compile();
    LetterKeys keys = LetterKeysets.keys(LetterKeysets.fresh());
    run(contract, Payments.SCHEMA_ID, keys);
    sendPersonal(-5);
    await(letterTopic, 1);

    assertThat(replay(contract.contract(), 3)).isEqualTo(Map.of(Fate.SENT, 1));
    await(letterTopic, 2);

    assertNoLeakIn(replayTopic);
    assertNoLeakIn(letterTopic);
    ConsumerRecord<byte[], byte[]> again = read(letterTopic).get(1);
    assertThat(header(again, "sluice.violations")).contains("amount.minimum");
    assertThat(header(again, "sluice.replay.count")).isEqualTo("1");
    assertThat(origin(again)).isEqualTo(rawTopic + "-1@0");
    assertThat(new LetterOpener(keys).open(again))
        .isInstanceOfSatisfying(
            Opening.Opened.class,
            opened ->
                assertThat(lines(List.of(opened.original()))).isEqualTo(lines(read(rawTopic))));
  }

  @Test
  void aReplayedRecordWhoseKeyIsLostIsALetterThatItsKeyStillOpens() {
    CompiledContract contract = Payments.withPersonalData(id, null).compile();
    LetterKeys keys = LetterKeysets.keys(LetterKeysets.fresh());
    LetterKeys others = LetterKeysets.keys(LetterKeysets.fresh());
    run(contract, Payments.SCHEMA_ID, keys);
    sendPersonal(-5);
    await(letterTopic, 1);
    run(contract, Payments.SCHEMA_ID, others);

    replay(contract.contract(), 3);
    await(letterTopic, 2);

    ConsumerRecord<byte[], byte[]> locked = read(letterTopic).get(1);
    assertThat(header(locked, "sluice.violations")).contains("replay.locked");
    assertThat(header(locked, "sluice.sealed.key")).isEqualTo(String.valueOf(keys.primary()));
    assertNoLeakIn(letterTopic);
    run(contract, Payments.SCHEMA_ID, keys);
    assertThat(replay(contract.contract(), 3)).isEqualTo(Map.of(Fate.SENT_BEFORE, 1, Fate.SENT, 1));
    await(letterTopic, 3);
    ConsumerRecord<byte[], byte[]> judged = read(letterTopic).get(2);
    assertThat(header(judged, "sluice.violations")).contains("amount.minimum");
    assertThat(header(judged, "sluice.replay.count")).isEqualTo("2");
    assertThat(new LetterOpener(keys).open(judged)).isInstanceOf(Opening.Opened.class);
  }

  @Test
  void lettersFromBeforeAContractHadPersonalDataAreNotSentInClear() {
    run(Payments.contract(id, "registry"), Payments.SCHEMA_ID, null);
    sendPersonal(-5);
    await(letterTopic, 1);

    CompiledContract contract = Payments.withPersonalData(id, null).compile();
    assertThat(replay(contract.contract(), 3)).isEqualTo(Map.of(Fate.UNSEALED, 1));
    assertThat(read(replayTopic)).isEmpty();
  }
}
