package io.sluice.engine.plan;

import io.sluice.engine.cel.Expressions;
import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.finding.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * A contract with the Avro schema that it names, checked against each other once: every rule is one
 * that this version enforces, on a field that the schema has and of a type that it applies to.
 */
public final class CompiledContract {

  private final Contract contract;
  private final SchemaObject object;
  private final Schema schema;
  private final Binding binding;
  private final Expressions expressions;

  private CompiledContract(
      Contract contract,
      SchemaObject object,
      Schema schema,
      Binding binding,
      Expressions expressions) {
    this.expressions = expressions;
    this.contract = contract;
    this.object = object;
    this.schema = schema;
    this.binding = binding;
  }

  /**
   * Checks a contract against its schema.
   *
   * @return everything that is wrong, and what is not enforced on a stream; where one is an error
   *     the contract can't go live
   */
  public static List<Finding> check(Contract contract, Schema schema) {
    return contract
        .topicObject()
        .map(object -> SchemaCheck.findings(object, schema))
        .orElseGet(
            () ->
                List.of(
                    Finding.error(
                        "schema.noTopic",
                        contract.location(),
                        "the contract needs exactly one schema object with physicalType: topic")));
  }

  /**
   * Compiles a contract.
   *
   * @throws InvalidContractException where {@link #check} finds an error; names every one
   */
  public static CompiledContract of(Contract contract, Schema schema) {
    return of(contract, schema, Expressions.compiling());
  }

  /** Likewise, with expressions as they are given: compiled, or run by cel-java. */
  static CompiledContract of(Contract contract, Schema schema, Expressions expressions) {
    List<Finding> errors = check(contract, schema).stream().filter(Finding::isError).toList();
    if (!errors.isEmpty()) {
      throw new InvalidContractException(contract.coordinates(), errors);
    }
    return new CompiledContract(
        contract, contract.topicObject().orElseThrow(), schema, Binding.of(contract), expressions);
  }

  public Contract contract() {
    return contract;
  }

  /** The contract's own schema: what consumers read product records with. */
  public Schema schema() {
    return schema;
  }

  public Binding binding() {
    return binding;
  }

  /**
   * How the rules that are expressions run on records of the contract's own schema; older writers
   * may lack what a rule reads.
   *
   * @return for each rule's id why cel-java runs it, on decoded values; empty where it is compiled
   */
  public Map<String, Optional<String>> expressions() {
    return PlanCompiler.explain(object, schema, expressions);
  }

  /** Whether records of this writer schema belong to others ({@code sluice.ignoreTypes}). */
  public boolean ignores(Schema writer) {
    return binding.ignoreTypes().contains(writer.getFullName());
  }

  /**
   * The plan for records of one writer schema. Costly: build it once per schema and keep it. A
   * writer schema that the contract can't be read from gives a plan whose every verdict says so.
   */
  public Plan planFor(Schema writer) {
    return PlanCompiler.compile(object, schema, writer, expressions);
  }
}
