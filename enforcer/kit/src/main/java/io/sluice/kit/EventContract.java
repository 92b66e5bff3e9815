package io.sluice.kit;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.FindingRenderer;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.walk.Walk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A contract that events are held to before they are sent. Costly to read: do it once and keep it.
 * Immutable and safe to share between threads.
 *
 * <p>An event is one of
 *
 * <ul>
 *   <li>an Avro record, specific or generic, written with its own schema;
 *   <li>{@code byte[]} or a {@link java.nio.ByteBuffer}: what a serializer made, framed as the
 *       contract says. Only with {@code sluice.framing: none} do they say by themselves what they
 *       were written with;
 *   <li>Kafka's {@code ProducerRecord} of any of these, which has to go to the contract's raw
 *       topic;
 *   <li>any other object, written by Avro's reflection.
 * </ul>
 */
public final class EventContract {

  private static final String UNEXPLAINED = "nothing is broken";

  private final ContractFile file;
  private final CompiledContract compiled;
  private final Places places;
  private final Map<Schema, Plan> plans = new ConcurrentHashMap<>();

  private EventContract(ContractFile file) {
    this.file = file;
    this.compiled = file.compile();
    SchemaObject object = compiled.contract().topicObject().orElseThrow();
    this.places = new Places(object);
  }

  /**
   * Reads a contract, and the Avro schema that it names.
   *
   * @param location a file, relative to the working folder, or {@code classpath:} and a resource
   * @throws UncheckedIOException where there is none
   * @throws io.sluice.engine.plan.InvalidContractException where it has errors; names each
   */
  public static EventContract at(String location) {
    try {
      return new EventContract(
          ContractResource.isOne(location)
              ? ContractResource.at(location)
              : ContractFile.read(Path.of(location)));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "there is no contract to read at %s, seen from %s"
              .formatted(location, Path.of("").toAbsolutePath()),
          e);
    }
  }

  /** How people name it: {@code <id>:<version>}. */
  public String coordinates() {
    return compiled.contract().coordinates();
  }

  /** Where its events are sent to. */
  public String rawTopic() {
    return compiled.binding().rawTopic();
  }

  /**
   * Judges an event.
   *
   * @throws IllegalArgumentException where bytes do not say what they were written with
   */
  public Verdict judge(@Nullable Object event) {
    return judge(event, null);
  }

  /**
   * Likewise, where the event does not say what it is written with, or with something else than it
   * says.
   *
   * @param writer null where the event says so itself
   */
  public Verdict judge(@Nullable Object event, @Nullable Schema writer) {
    WrittenEvent written;
    try {
      written = new EventWriter(compiled).write(event, writer);
    } catch (UnfitEventException e) {
      return Verdict.of(e.violation());
    }
    Plan plan = plans.computeIfAbsent(written.writer(), compiled::planFor);
    return plan.judge(new Walk(), written.bytes(), written.offset(), written.length());
  }

  /** What a verdict says, each with its place in the contract. */
  public List<Finding> findings(Verdict verdict) {
    return Stream.concat(
            verdict.violations().stream().map(v -> Finding.error(v.rule(), places.of(v), text(v))),
            verdict.warnings().stream().map(v -> Finding.warning(v.rule(), places.of(v), text(v))))
        .toList();
  }

  private static String text(Violation violation) {
    return violation.path().isEmpty()
        ? violation.message()
        : violation.path() + " " + violation.message();
  }

  /** The findings for people, each with the line of the contract that it is about. */
  public String explain(Verdict verdict) {
    List<Finding> findings = findings(verdict);
    return findings.isEmpty()
        ? UNEXPLAINED
        : new FindingRenderer(Map.of(file.name(), file.text())).render(findings);
  }

  @Override
  public String toString() {
    return coordinates() + " (" + file.name() + ")";
  }
}
