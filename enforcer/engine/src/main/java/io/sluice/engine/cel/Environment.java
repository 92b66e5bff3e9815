package io.sluice.engine.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** What expressions over values of one schema can name. Safe to share between threads. */
final class Environment {

  /** Most items that the macros of one rule go over in one record, loops in loops included. */
  static final int MOST_ITERATIONS = 100_000;

  static final String VALUE = "value";
  static final String NOW = "now";
  static final List<String> RECORD = List.of("message", "this");

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .comprehensionMaxIterations(MOST_ITERATIONS)
          .maxParseRecursionDepth(100)
          .build();

  /** The JDK's search, which cel-java uses, can take as long as the product of both lengths. */
  private static final CelFunctionBinding CONTAINS =
      CelFunctionBinding.from("contains_string", String.class, String.class, Search::contains);

  private static final CelStandardFunctions STANDARD_BUT_CONTAINS =
      CelStandardFunctions.newBuilder()
          .excludeFunctions(CelStandardFunctions.StandardFunction.CONTAINS)
          .build();

  private final CelCompiler compiler;
  private final CelRuntime runtime;

  Environment(Subject subject, Schema schema) {
    this(names(subject, AvroTypes.of(schema)), new AvroTypes(schema));
  }

  /** Of records whose schema is not known: they have any field, of any type. */
  static Environment ofAnything() {
    return new Environment(
        names(Subject.RECORD, SimpleType.DYN), new AvroTypes(Schema.create(Schema.Type.NULL)));
  }

  private static Map<String, CelType> names(Subject subject, CelType type) {
    return switch (subject) {
      case RECORD -> RECORD.stream().collect(Collectors.toMap(name -> name, name -> type));
      case VALUE -> Map.of(VALUE, type);
    };
  }

  /**
   * @param names what expressions can name beside the time, and the type of each
   */
  Environment(Map<String, CelType> names, CelTypeProvider types) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(types)
            .addFunctionDeclarations(Functions.ALL.declarations())
            .addVar(NOW, SimpleType.TIMESTAMP);
    names.forEach(builder::addVar);
    compiler = builder.build();
    runtime =
        CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .setTypeProvider(types)
            .setStandardFunctions(STANDARD_BUT_CONTAINS)
            .addFunctionBindings(CONTAINS)
            .addFunctionBindings(Functions.ALL.bindings())
            .build();
  }

  /**
   * Parses and checks an expression.
   *
   * @throws ExpressionException where it is wrong; names the first place and what is wrong there
   */
  CelAbstractSyntaxTree check(String text) throws ExpressionException {
    CelValidationResult result = compiler.compile(text, "rule");
    if (result.hasError()) {
      CelIssue first =
          result.getErrors().stream()
              .min(
                  Comparator.comparingInt((CelIssue issue) -> issue.getSourceLocation().getLine())
                      .thenComparingInt(issue -> issue.getSourceLocation().getColumn()))
              .orElseThrow();
      throw new ExpressionException(
          "%s (line %d, column %d)%s"
              .formatted(
                  first.getMessage(),
                  first.getSourceLocation().getLine(),
                  first.getSourceLocation().getColumn() + 1,
                  Hints.of(first.getMessage())));
    }
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw new IllegalStateException("no error, and yet no expression", e);
    }
  }

  /** The value of a part of an expression that names nothing. */
  Object evaluate(CelAbstractSyntaxTree tree, CelExpr part) throws UncompilableException {
    CelAbstractSyntaxTree alone =
        CelAbstractSyntaxTree.newCheckedAst(
            part, tree.getSource(), tree.getReferenceMap(), tree.getTypeMap());
    try {
      return program(alone).eval();
    } catch (CelEvaluationException e) {
      throw new UncompilableException("a part of it has no value, whatever the record");
    }
  }

  CelRuntime.Program program(CelAbstractSyntaxTree expression) {
    try {
      return runtime.createProgram(expression);
    } catch (CelEvaluationException e) {
      throw new IllegalStateException("an expression that was checked can't be run", e);
    }
  }
}
