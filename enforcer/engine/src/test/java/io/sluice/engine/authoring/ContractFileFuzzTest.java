package io.sluice.engine.authoring;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.walk.Walk;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks, guided by coverage, for a contract and a schema that together give anything but findings
 * or a plan that judges. Contract, schema and record stand behind each other, divided by NUL bytes.
 */
class ContractFileFuzzTest {

  @FuzzTest(maxDuration = "20s")
  void anyContractWithAnySchemaGivesFindingsOrJudges(byte[] input) {
    int contractEnd = end(input, 0);
    int schemaEnd = end(input, contractEnd + 1);
    String schema = text(input, contractEnd + 1, schemaEnd);
    ContractFile file =
        ContractFile.of("fuzzed.odcs.yaml", text(input, 0, contractEnd), url -> schema);
    if (!file.hasErrors() && file.contract().isPresent() && file.schema() != null) {
      CompiledContract compiled = file.compile();
      int record = Math.min(schemaEnd + 1, input.length);
      compiled.planFor(file.schema()).judge(new Walk(), input, record, input.length - record);
    }
  }

  private static int end(byte[] input, int from) {
    for (int i = from; i < input.length; i++) {
      if (input[i] == 0) {
        return i;
      }
    }
    return input.length;
  }

  private static String text(byte[] input, int from, int to) {
    return from >= to
        ? ""
        : new String(Arrays.copyOfRange(input, from, to), StandardCharsets.UTF_8);
  }
}
