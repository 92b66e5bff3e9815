package io.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.finding.FindingRenderer;
import io.sluice.engine.plan.InvalidContractException;
import io.sluice.engine.sample.JudgedSample;
import io.sluice.engine.sample.SampleJudge;
import io.sluice.engine.verdict.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Judging records. Each folder under {@code rules/} holds a contract, its schema, records that say
 * what they are about, and what each breaks; records that {@code expected.json} does not name are
 * compliant. Each folder under {@code lint/} holds a contract that does not fit its schema, and
 * what is printed of it. A case is added without touching this class; {@code -Dgolden.update=true}
 * writes what is expected anew.
 */
class GoldenCasesTest {

  private static final String CONTRACT = "contract.odcs.yaml";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static Stream<Path> cases() throws IOException {
    return folders("rules");
  }

  static Stream<Path> contracts() throws IOException {
    return folders("lint");
  }

  private static Stream<Path> folders(String name) throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("src/test/resources", name))) {
      return folders.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyRecordIsJudgedAsExpected(Path folder) throws IOException {
    ContractFile contract = ContractFile.read(folder.resolve(CONTRACT));
    ArrayNode judged = JSON.createArrayNode();

    new SampleJudge(contract.compile())
        .judge(folder.resolve("records.ndjson"), sample -> describe(sample, judged));

    holdAgainst(folder.resolve("expected.json"), JSON.writeValueAsString(judged) + "\n");
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void everyFindingOfAContractAndItsSchemaIsPrinted(Path folder) throws IOException {
    String text = Files.readString(folder.resolve(CONTRACT));

    ContractFile contract =
        ContractFile.of(CONTRACT, text, url -> Files.readString(folder.resolve(url)));

    holdAgainst(
        folder.resolve("expected.txt"),
        new FindingRenderer(Map.of(CONTRACT, text)).render(contract.findings()));
    assertThatThrownBy(contract::compile).isInstanceOf(InvalidContractException.class);
  }

  private static void holdAgainst(Path expected, String actual) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, actual);
    }
    assertThat(actual).as(expected.toString()).isEqualTo(Files.readString(expected));
  }

  private static void describe(JudgedSample sample, ArrayNode judged) {
    if (sample.verdict().isViolating() || sample.verdict().isFlagged()) {
      ObjectNode record = judged.addObject().put("line", sample.number());
      list(record, "violations", sample.verdict().violations());
      list(record, "warnings", sample.verdict().warnings());
    }
  }

  private static void list(ObjectNode record, String name, List<Violation> broken) {
    if (!broken.isEmpty()) {
      ArrayNode array = record.putArray(name);
      broken.forEach(
          violation ->
              array
                  .addObject()
                  .put("rule", violation.rule())
                  .put("path", violation.path())
                  .put("message", violation.message()));
    }
  }
}
