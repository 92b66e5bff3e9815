package io.sluice.engine.plan;

import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.finding.Finding;
import java.util.List;
import org.apache.avro.Schema;

/**
 * A contract with the Avro schema that it names, checked against each other once: every rule is one
 * that this version enforces, on a field that the schema has and of a type that it applies to.
 */
@SuppressWarnings("DoNotCallSuggester") // until the compiler is there
public final class CompiledContract {

  /**
   * Checks a contract against its schema.
   *
   * @return everything that is wrong, and what is not enforced on a stream; where one is an error
   *     the contract can't go live
   */
  public static List<Finding> check(Contract contract, Schema schema) {
    throw new UnsupportedOperationException();
  }

  /**
   * Compiles a contract.
   *
   * @throws InvalidContractException where {@link #check} finds an error; names every one
   */
  public static CompiledContract of(Contract contract, Schema schema) {
    throw new UnsupportedOperationException();
  }

  public Contract contract() {
    throw new UnsupportedOperationException();
  }

  /** The contract's own schema: what consumers read product records with. */
  public Schema schema() {
    throw new UnsupportedOperationException();
  }

  public Binding binding() {
    throw new UnsupportedOperationException();
  }

  /** Whether records of this writer schema belong to others ({@code sluice.ignoreTypes}). */
  public boolean ignores(Schema writer) {
    throw new UnsupportedOperationException();
  }

  /**
   * The plan for records of one writer schema. Costly: build it once per schema and keep it. A
   * writer schema that the contract can't be read from gives a plan whose every verdict says so.
   */
  public Plan planFor(Schema writer) {
    throw new UnsupportedOperationException();
  }
}
