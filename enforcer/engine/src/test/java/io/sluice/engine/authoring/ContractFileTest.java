package io.sluice.engine.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.finding.Finding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractFileTest {

  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: things
      version: 1.0.0
      status: active
      schema:
        - name: Thing
          physicalType: topic
          physicalName: things
          authoritativeDefinitions: [{type: implementation, url: thing.avsc}]
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "7",
        "{",
        "{\"type\":null}",
        "{\"type\":\"record\",\"name\":\"Thing\",\"fields\":[null]}",
        "{\"type\":\"record\",\"name\":\"Thing\",\"fields\":[{\"name\":\"f\"}]}",
        "{\"type\":\"record\",\"name\":\"Thing\",\"fields\":[{\"name\":7,\"type\":\"int\"}]}",
        "{\"type\":\"enum\",\"name\":\"Thing\",\"symbols\":null}",
        "{\"type\":\"fixed\",\"name\":\"Thing\",\"size\":-1}",
        "{\"type\":\"array\",\"items\":null}",
        "{\"type\":\"record\",\"name\":\"Thing\",\"aliases\":[null],\"fields\":[]}"
      })
  void aSchemaThatIsNoneIsAFindingWhateverAvroMakesOfIt(String schema) {
    ContractFile file = ContractFile.of("things.odcs.yaml", CONTRACT, url -> schema);

    assertThat(file.findings())
        .filteredOn(Finding::isError)
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.message()).doesNotContain("null: null"));
  }
}
