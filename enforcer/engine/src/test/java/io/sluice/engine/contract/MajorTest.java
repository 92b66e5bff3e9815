package io.sluice.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MajorTest {

  @Test
  void itsTextsLeadBackToIt() {
    Major major = new Major("sales.orders", 2);

    assertThat(major).hasToString("sales.orders:2");
    assertThat(major.name()).isEqualTo("sales.orders.v2");
    assertThat(Major.parse("sales.orders:2")).hasValue(major);
    assertThat(Major.ofCoordinates("sales.orders:2.1.0-rc.1")).hasValue(major);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sales.orders", "sales.orders:", ":2", "sales.orders:2.0.0", "a:02", "a:b"})
  void otherTextsNameNone(String text) {
    assertThat(Major.parse(text)).isEmpty();
  }
}
