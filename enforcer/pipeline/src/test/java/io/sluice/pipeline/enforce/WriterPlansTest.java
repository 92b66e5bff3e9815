package io.sluice.pipeline.enforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.engine.plan.Plan;
import io.sluice.pipeline.registry.SchemaLookup;
import io.sluice.pipeline.testing.FixedSchemas;
import io.sluice.pipeline.testing.Payments;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WriterPlansTest {

  private static final SchemaId ID = new SchemaId(SchemaId.Kind.CONTENT, 50);

  private final FixedSchemas schemas = FixedSchemas.ofPayments();
  private final Waiting waiting = new Waiting();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicReference<SchemaLookup> own =
      new AtomicReference<>(new SchemaLookup.Found(Payments.SCHEMA));
  private final WriterPlans plans =
      new WriterPlans(
          Payments.contract("test.payments", "registry"),
          MajorsBeside.NONE,
          schemas,
          () -> own.get(),
          waiting,
          new WriterPlans.Patience(
              new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)),
              Duration.ofSeconds(30),
              Duration.ofMinutes(5)),
          nanos::get);

  private CompletableFuture<WriterPlan> ask() {
    return CompletableFuture.supplyAsync(() -> of(ID));
  }

  /** As a record judge asks. */
  private WriterPlan of(SchemaId id) {
    WriterPlan known = plans.known(id);
    return known == null ? plans.await(id, OptionalLong.empty()) : known;
  }

  private void awaitWaiting(String reason) {
    await().until(() -> waiting.reason().filter(r -> r.contains(reason)).isPresent());
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static String rule(WriterPlan plan) {
    Plan.Rejecting rejecting = (Plan.Rejecting) ((WriterPlan.Judge) plan).plan();
    return rejecting.verdict().violations().getFirst().rule();
  }

  @Test
  void aPlanIsBuiltOnce() {
    SchemaId id = new SchemaId(SchemaId.Kind.CONTENT, Payments.SCHEMA_ID);

    assertThat(of(id)).isSameAs(of(id));
    assertThat(schemas.asked()).isEqualTo(1);
  }

  @Test
  void ignoredTypesAreLeft() {
    assertThat(of(new SchemaId(SchemaId.Kind.CONTENT, Payments.REFUND_ID)))
        .isInstanceOf(WriterPlan.Leave.class);
  }

  @Test
  void anOutageIsWaitedForHoweverLongItLasts() {
    schemas.put(50, new SchemaLookup.Unavailable("503"));
    CompletableFuture<WriterPlan> plan = ask();
    awaitWaiting("503");

    pass(Duration.ofDays(1));
    schemas.put(50, new SchemaLookup.Found(Payments.SCHEMA));

    assertThat(plan.join()).isInstanceOf(WriterPlan.Judge.class);
    assertThat(waiting.reason()).isEmpty();
  }

  @Test
  void anUnknownIdIsAViolationOnlyAfterThirtySeconds() {
    CompletableFuture<WriterPlan> plan = ask();
    awaitWaiting("does not know content id 50");
    pass(Duration.ofSeconds(29));
    int asked = schemas.asked();
    await().until(() -> schemas.asked() > asked + 1);
    assertThat(plan).isNotDone();

    pass(Duration.ofSeconds(1));

    assertThat(rule(plan.join())).isEqualTo("framing.unknownSchemaId");
  }

  @Test
  void anIdThatAppearsMeanwhileIsJudged() {
    CompletableFuture<WriterPlan> plan = ask();
    awaitWaiting("does not know");

    schemas.put(50, new SchemaLookup.Found(Payments.SCHEMA));

    assertThat(((WriterPlan.Judge) plan.join()).plan()).isInstanceOf(Plan.Walking.class);
  }

  private void awaitQuestions() {
    int asked = schemas.asked();
    await().until(() -> schemas.asked() > asked + 1);
  }

  @Test
  void aRegistryThatDoesNotEvenKnowTheContractCondemnsNothing() {
    own.set(new SchemaLookup.Unknown());
    CompletableFuture<WriterPlan> plan = ask();
    awaitWaiting("neither content id 50 nor the contract's own schema");
    pass(Duration.ofHours(1));
    awaitQuestions();
    assertThat(plan).isNotDone();

    own.set(new SchemaLookup.Found(Payments.SCHEMA));
    awaitQuestions();
    assertThat(plan).isNotDone(); // producers get as long again to register theirs
    pass(Duration.ofSeconds(30));

    assertThat(rule(plan.join())).isEqualTo("framing.unknownSchemaId");
  }

  @Test
  void anOutageInBetweenStartsTheThirtySecondsAnew() {
    CompletableFuture<WriterPlan> plan = ask();
    awaitWaiting("does not know");
    pass(Duration.ofSeconds(20));
    schemas.put(50, new SchemaLookup.Unavailable("503"));
    awaitWaiting("503");
    pass(Duration.ofSeconds(20));
    schemas.put(50, new SchemaLookup.Unknown());
    awaitWaiting("does not know");
    awaitQuestions();
    assertThat(plan).isNotDone();
    pass(Duration.ofSeconds(29));
    awaitQuestions();
    assertThat(plan).isNotDone();

    pass(Duration.ofSeconds(1));

    assertThat(rule(plan.join())).isEqualTo("framing.unknownSchemaId");
  }

  @Test
  void theWaitForOneUnknownIdCountsForAllThatWereThereThen() {
    CompletableFuture<WriterPlan> plan = ask();
    awaitWaiting("does not know");
    long began = nanos.get();
    pass(Duration.ofSeconds(30));
    plan.join();

    for (int other = 60; other < 1_060; other++) {
      SchemaId id = new SchemaId(SchemaId.Kind.CONTENT, other);
      assertThat(rule(plans.await(id, OptionalLong.of(began))))
          .isEqualTo("framing.unknownSchemaId");
    }
    CompletableFuture<WriterPlan> later =
        CompletableFuture.supplyAsync(
            () ->
                plans.await(
                    new SchemaId(SchemaId.Kind.CONTENT, 2_000), OptionalLong.of(nanos.get())));
    awaitWaiting("does not know content id 2000");
    assertThat(later).isNotDone();
    pass(Duration.ofSeconds(30));
    assertThat(rule(later.join())).isEqualTo("framing.unknownSchemaId");
  }

  @Test
  void anOldRecordAloneDoesNotCondemnAnIdThatARegistryJustAskedDoesNotKnow() {
    SchemaId id = new SchemaId(SchemaId.Kind.CONTENT, 60);
    long longAgo = nanos.get() - Duration.ofDays(1).toNanos();
    CompletableFuture<WriterPlan> plan =
        CompletableFuture.supplyAsync(() -> plans.await(id, OptionalLong.of(longAgo)));
    awaitWaiting("does not know");
    pass(Duration.ofSeconds(29));
    awaitQuestions();
    assertThat(plan).isNotDone();

    pass(Duration.ofSeconds(1));

    assertThat(rule(plan.join())).isEqualTo("framing.unknownSchemaId");
  }

  @Test
  void whatIsTakenForUnknownIsAskedForAgainAfterAWhile() {
    CompletableFuture<WriterPlan> plan = ask();
    awaitWaiting("does not know");
    pass(Duration.ofSeconds(30));
    plan.join();
    int asked = schemas.asked();
    assertThat(rule(of(ID))).isEqualTo("framing.unknownSchemaId");
    assertThat(schemas.asked()).isEqualTo(asked);

    pass(Duration.ofMinutes(5));
    assertThat(rule(of(ID))).isEqualTo("framing.unknownSchemaId");
    assertThat(schemas.asked()).isEqualTo(asked + 1);

    pass(Duration.ofMinutes(5));
    schemas.put(50, new SchemaLookup.Found(Payments.SCHEMA));
    assertThat(((WriterPlan.Judge) of(ID)).plan()).isInstanceOf(Plan.Walking.class);
  }

  @Test
  void somethingElseThanAvroIsAViolation() {
    schemas.put(50, new SchemaLookup.Unreadable("not an Avro schema"));

    assertThat(rule(of(ID))).isEqualTo("schema.notAvro");
  }

  @Test
  void aStopEndsTheWait() {
    schemas.put(50, new SchemaLookup.Unavailable("503"));
    CompletableFuture<WriterPlan> plan = ask();
    awaitWaiting("503");

    waiting.stop();

    assertThatThrownBy(plan::join).hasCauseInstanceOf(StoppedException.class);
    assertThat(waiting.reason()).isEmpty();
  }
}
