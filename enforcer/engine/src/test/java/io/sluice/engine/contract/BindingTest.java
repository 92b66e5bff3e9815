package io.sluice.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.testing.Contracts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BindingTest {

  @Test
  void contractThatSaysNothingHasTopicsNamedAfterItsProduct() {
    assertThat(Binding.of(Contracts.of()))
        .isEqualTo(
            new Binding(
                "raw.test.thing.v1",
                "test.thing.v1",
                "dlq.test.thing.v1",
                Framing.REGISTRY,
                Set.of()));
  }

  @Test
  void contractBindsWhatItNames() {
    Contract contract =
        Contracts.of(
            List.of(
                Contracts.custom("sluice.rawTopic", "in"),
                Contracts.custom("sluice.deadLetterTopic", "out"),
                Contracts.custom("sluice.framing", "registry-8byte"),
                Contracts.custom("sluice.ignoreTypes", List.of("a.B", "c.D"))));

    assertThat(Binding.of(contract))
        .isEqualTo(
            new Binding(
                "in", "test.thing.v1", "out", Framing.REGISTRY_8_BYTE, Set.of("a.B", "c.D")));
  }

  @Test
  void unknownFramingBindsNothing() {
    Contract contract = Contracts.of(List.of(Contracts.custom("sluice.framing", "confluent")));

    assertThatThrownBy(() -> Binding.of(contract))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("confluent");
  }
}
