package io.sluice.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the reader which the chart's tests rest on is as strict as they take it to be. */
class StrictObjectsTest {

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata:
        name: sluice
        labels: {team: streaming}
      spec:
        type: ClusterIP
        ports:
          - {name: http, port: 8480, targetPort: http}
      """;

  @Test
  void anObjectIsReadAsItIsWritten() {
    assertThat(StrictObjects.parse(SERVICE))
        .singleElement()
        .isInstanceOfSatisfying(
            Service.class,
            service -> {
              assertThat(service.getSpec().getPorts().getFirst().getPort()).isEqualTo(8480);
              assertThat(service.getSpec().getPorts().getFirst().getTargetPort().getStrVal())
                  .isEqualTo("http");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type: ClusterIP | typ: ClusterIP       | typ",
        "targetPort: http| targetPorts: http    | targetPorts",
        "name: sluice    | nam: sluice          | nam",
        "port: 8480      | port: '\"8480\"'     | port",
        "team: streaming | team: 7              | labels",
        "team: streaming | team: true           | labels",
        "kind: Service   | kind: Servant        | v1 Servant",
        "type: ClusterIP | 'type: A\n  type: B' | type",
      })
  void whatAnApiServerWouldNotTakeIsAnError(String right, String wrong, String named) {
    assertThatThrownBy(() -> StrictObjects.parse(SERVICE.replace(right, wrong)))
        .hasMessageContaining(named);
  }
}
