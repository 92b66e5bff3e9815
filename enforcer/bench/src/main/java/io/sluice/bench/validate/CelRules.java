package io.sluice.bench.validate;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelVariableResolver;
import io.sluice.bench.subject.CaseRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * The rules of a contract in cel-java, parsed, checked and planned once. Each is a program of its
 * own, as rules that are to be told apart have to be.
 */
final class CelRules {

  private static final String MESSAGE = "message";
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  private final List<CelRuntime.Program> programs = new ArrayList<>();

  CelRules(Schema schema, List<CaseRule> rules) {
    CelTypes types = CelTypes.of(schema);
    CelCompiler compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(types)
            .addVar(MESSAGE, types.root())
            .build();
    CelRuntime runtime =
        CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .setTypeProvider(types)
            .build();
    for (CaseRule rule : rules) {
      try {
        programs.add(runtime.createProgram(compiler.compile(rule.cel()).getAst()));
      } catch (CelValidationException | CelEvaluationException e) {
        throw new IllegalArgumentException(rule.id(), e);
      }
    }
  }

  /** Whether a record breaks none of them. */
  boolean allHold(GenericRecord record) {
    CelVariableResolver variables = variables(record);
    boolean all = true;
    for (CelRuntime.Program program : programs) {
      all &= holds(program, variables);
    }
    return all;
  }

  /** Whether a record breaks none but the one with this number. */
  boolean onlyFails(int number, GenericRecord record) {
    CelVariableResolver variables = variables(record);
    for (int i = 0; i < programs.size(); i++) {
      if (holds(programs.get(i), variables) == (i == number)) {
        return false;
      }
    }
    return true;
  }

  private static CelVariableResolver variables(GenericRecord record) {
    Optional<Object> message = Optional.of(new RecordView(record));
    return name -> name.equals(MESSAGE) ? message : Optional.empty();
  }

  private static boolean holds(CelRuntime.Program program, CelVariableResolver variables) {
    try {
      return (boolean) program.eval(variables);
    } catch (CelEvaluationException e) {
      throw new IllegalStateException(e);
    }
  }
}
