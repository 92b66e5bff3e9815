package io.sluice.engine.plan;

import io.sluice.engine.cel.Expressions;
import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Output;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.observe.KeyHash;
import io.sluice.engine.observe.Observables;
import io.sluice.engine.rewrite.KeyNames;
import io.sluice.engine.sli.Promises;
import java.util.ArrayList;
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
  private final Promises promises;
  private final Observables observables;
  private final KeyHash keyHash;
  private final KeyNames keyNames;

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
    this.promises = Promises.of(contract);
    this.observables = Observables.of(promises);
    this.keyHash = KeyHash.ofContract(contract.id());
    this.keyNames = MaskParts.keyNames(contract);
  }

  /**
   * Checks a contract against its schema.
   *
   * @return everything that is wrong, and what is not enforced on a stream; where one is an error
   *     the contract can't go live
   */
  public static List<Finding> check(Contract contract, Schema schema) {
    return check(contract, schema, Expressions.compiling());
  }

  private static List<Finding> check(Contract contract, Schema schema, Expressions expressions) {
    return contract
        .topicObject()
        .map(
            object -> {
              List<Finding> findings =
                  new ArrayList<>(SchemaCheck.findings(object, schema, expressions));
              findings.addAll(MaskCheck.findings(contract, object, schema, expressions));
              findings.addAll(
                  PromiseCheck.findings(Promises.of(contract), object.properties(), schema));
              return findings;
            })
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
    List<Finding> errors =
        check(contract, schema, expressions).stream().filter(Finding::isError).toList();
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

  /** What the contract promises beyond single records. */
  public Promises promises() {
    return promises;
  }

  /** What plans observe in each record. */
  public Observables observables() {
    return observables;
  }

  /**
   * Whether the product's records may differ from those that were published: by masks, of their
   * keys too, or since they are rewritten to the contract's schema.
   */
  public boolean changesRecords() {
    return contract.output() == Output.PROJECT || contract.hasMasks();
  }

  /** The keys that its masks need. */
  public KeyNames keyNames() {
    return keyNames;
  }

  /**
   * How each rule is enforced on records of the contract's own schema, in the order of the
   * document; records of older writers may lack what an expression reads.
   */
  public List<ExplainedRule> explain() {
    Map<String, Optional<String>> interpreted = PlanCompiler.explain(object, schema, expressions);
    List<ExplainedRule> explained = new ArrayList<>();
    object.rules().forEach(rule -> explained.add(explain(rule, interpreted)));
    explain(object.properties(), schema, interpreted, explained);
    return explained;
  }

  private static void explain(
      List<Property> properties,
      Schema record,
      Map<String, Optional<String>> interpreted,
      List<ExplainedRule> explained) {
    for (Property property : properties) {
      Schema.Field field = record.getField(property.name());
      explain(property, Compatibility.valueTypes(field.schema()), interpreted, explained);
    }
  }

  private static void explain(
      Property property,
      List<Schema> types,
      Map<String, Optional<String>> interpreted,
      List<ExplainedRule> explained) {
    boolean isText = types.stream().anyMatch(type -> ValueKind.of(type) == ValueKind.TEXT);
    for (Rule rule : property.rules()) {
      // Of what Avro stores as a time its type demands that already.
      if (isText || !(rule.constraint() instanceof Constraint.Temporal)) {
        explained.add(explain(rule, interpreted));
      }
    }
    Property items = property.items();
    for (Schema type : types) {
      switch (type.getType()) {
        case RECORD -> explain(property.properties(), type, interpreted, explained);
        case ARRAY, MAP -> {
          if (items != null) {
            Schema item =
                type.getType() == Schema.Type.MAP ? type.getValueType() : type.getElementType();
            explain(items, Compatibility.valueTypes(item), interpreted, explained);
          }
        }
        default -> {}
      }
    }
  }

  private static ExplainedRule explain(Rule rule, Map<String, Optional<String>> interpreted) {
    if (!(rule.constraint() instanceof Constraint.Cel)) {
      return new ExplainedRule(rule, ExplainedRule.of(rule.constraint()), null);
    }
    return interpreted
        .getOrDefault(rule.id(), Optional.empty())
        .map(why -> new ExplainedRule(rule, ExplainedRule.Run.INTERPRETED, why))
        .orElseGet(() -> new ExplainedRule(rule, ExplainedRule.Run.COMPILED, null));
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
    return PlanCompiler.compile(
        object, schema, writer, observables, keyHash, contract.output(), keyNames, expressions);
  }
}
