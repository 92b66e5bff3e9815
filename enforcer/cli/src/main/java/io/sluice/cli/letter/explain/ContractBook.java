package io.sluice.cli.letter.explain;

import io.sluice.cli.letter.Shown;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.InvalidContractException;
import io.sluice.pipeline.enforce.SchemaId;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.RegistryUnavailableException;
import io.sluice.pipeline.registry.SchemaLookup;
import io.sluice.pipeline.registry.UnknownContractException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the registry knows of letters: their contracts, and the schemas they were written with. Each
 * is asked for once. A registry that can't be reached is said to be so once, and asked no more.
 */
public final class ContractBook {

  /** An answer; what is asked for, or why it is not there. */
  public sealed interface Answer<T> {

    /** What was asked for. */
    record Given<T>(T value) implements Answer<T> {}

    /** The registry does not have it. */
    record Missing<T>(String why) implements Answer<T> {}

    /** It could not be asked. */
    record Unasked<T>(String why) implements Answer<T> {}
  }

  /** Asks the registry for a contract. */
  @FunctionalInterface
  private interface Question {
    CompiledContract ask() throws RegistryUnavailableException, UnknownContractException;
  }

  /** Ids stand in records, so there can be any number of them. */
  private static final int MOST = 1_000;

  private final @Nullable ApicurioRegistry registry;
  private final Consumer<String> notes;
  private final Map<String, Answer<CompiledContract>> contracts = recent();
  private final Map<SchemaId, Answer<Schema>> schemas = recent();
  private @Nullable String silence;

  private ContractBook(
      @Nullable ApicurioRegistry registry, @Nullable String silence, Consumer<String> notes) {
    this.registry = registry;
    this.silence = silence;
    this.notes = notes;
  }

  /**
   * What a registry knows.
   *
   * @param notes takes a line where it can't be reached
   */
  public static ContractBook of(ApicurioRegistry registry, Consumer<String> notes) {
    return new ContractBook(registry, null, notes);
  }

  /**
   * Nothing, for want of a registry.
   *
   * @param why for people
   */
  public static ContractBook none(String why) {
    return new ContractBook(null, why, note -> {});
  }

  /**
   * The newest version of a contract.
   *
   * @param name its id, which means the highest of its major versions in force, or {@code
   *     <id>:<major>}
   */
  public Answer<CompiledContract> newest(String name) {
    return contract(name, r -> () -> r.contracts().load(name).contract());
  }

  /** The very version that judged a letter, as it names it. */
  Answer<CompiledContract> version(String coordinates) {
    int colon = coordinates.lastIndexOf(':');
    if (colon < 1) {
      return new Answer.Missing<>(Shown.text(coordinates) + " names no version of a contract");
    }
    String id = coordinates.substring(0, colon);
    String version = coordinates.substring(colon + 1);
    return contract(coordinates, r -> () -> r.contracts().loadVersion(id, version).contract());
  }

  private Answer<CompiledContract> contract(
      String name, Function<ApicurioRegistry, Question> question) {
    Answer<CompiledContract> known = contracts.get(name);
    if (known != null) {
      return known;
    }
    if (registry == null || silence != null) {
      return new Answer.Unasked<>(String.valueOf(silence));
    }
    Answer<CompiledContract> answer;
    try {
      answer = new Answer.Given<>(question.apply(registry).ask());
    } catch (UnknownContractException e) {
      answer = new Answer.Missing<>("no contract " + Shown.text(name) + " is registered");
    } catch (InvalidContractException e) {
      answer = new Answer.Missing<>("contract " + Shown.text(name) + " can't be enforced");
    } catch (RegistryUnavailableException e) {
      answer = outage(registry, String.valueOf(e.getMessage()));
    }
    contracts.put(name, answer);
    return answer;
  }

  /** The schema that stands under an id. */
  Answer<Schema> schema(SchemaId id) {
    Answer<Schema> known = schemas.get(id);
    if (known != null) {
      return known;
    }
    if (registry == null || silence != null) {
      return new Answer.Unasked<>(String.valueOf(silence));
    }
    Answer<Schema> answer =
        switch (id.in(registry)) {
          case SchemaLookup.Found found -> new Answer.Given<>(found.schema());
          case SchemaLookup.Unknown unknown ->
              new Answer.Missing<>("the registry does not know " + id);
          case SchemaLookup.Unreadable unreadable ->
              new Answer.Missing<>(
                  "what the registry has under %s is no Avro schema".formatted(id));
          case SchemaLookup.Unavailable unavailable -> outage(registry, unavailable.reason());
        };
    schemas.put(id, answer);
    return answer;
  }

  /**
   * What was asked for stands in a letter, and anyone could make a registry fail on it. So that no
   * letter silences it for the others, it is asked for something that it can't fail on.
   */
  private <T> Answer<T> outage(ApicurioRegistry registry, String why) {
    try {
      registry.contracts().ids();
    } catch (RegistryUnavailableException e) {
      silence = why;
      notes.accept(why + "; going on without it");
    }
    return new Answer.Unasked<>(why);
  }

  private static <K, V> Map<K, V> recent() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MOST;
      }
    };
  }
}
