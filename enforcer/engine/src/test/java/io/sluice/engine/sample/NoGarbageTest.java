package io.sluice.engine.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.testing.Allocation;
import io.sluice.engine.testing.Avro;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.walk.Walk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compliant records of all golden cases, which have every constraint, leave no garbage. */
class NoGarbageTest {

  private static final Path CASES = Path.of("src/test/resources/rules");

  /** Formats of the JDK, and patterns that no automaton is built for, read strings. */
  private static final Set<String> COSTLY = Set.of("date-in-another-format", "pattern-anywhere");

  private static final int ROUNDS = 5_000;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

  private final Walk walk = new Walk();

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders
          .filter(folder -> !COSTLY.contains(folder.getFileName().toString()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void compliantRecordsAllocateNothing(Path folder) throws IOException {
    CompiledContract contract = ContractFile.read(folder.resolve("contract.odcs.yaml")).compile();
    Schema written = RelaxedSchema.of(contract.schema());
    Plan plan = contract.planFor(written);
    byte[][] records = compliant(contract, written, plan, folder);

    assertThat(records).isNotEmpty();
    assertThat(Allocation.ofEach(ROUNDS, () -> judge(plan, records))).isLessThan(records.length);
  }

  private byte[][] compliant(CompiledContract contract, Schema written, Plan plan, Path folder)
      throws IOException {
    List<byte[]> compliant = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("records.ndjson"))) {
      JsonToAvro conversion = new JsonToAvro(contract.schema(), false);
      byte[] bytes = Avro.bytes(conversion.record(JSON.readTree(line), written), written);
      if (conversion.violations().isEmpty()
          && plan.judge(walk, bytes, 0, bytes.length).equals(Verdict.COMPLIANT)) {
        compliant.add(bytes);
      }
    }
    return compliant.toArray(byte[][]::new);
  }

  private void judge(Plan plan, byte[][] records) {
    for (byte[] record : records) {
      plan.judge(walk, record, 0, record.length);
    }
  }
}
