package io.sluice.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObjectNameTest {

  @Test
  void dotsBecomeDashes() {
    assertThat(ObjectName.of(63, "sales.order-events", "freshness"))
        .isEqualTo("sales-order-events-freshness");
  }

  @Test
  void whatIsLostMakesADigest() {
    String name = ObjectName.of(63, "a", "is it Known?");

    assertThat(name).matches("a-is-it-known-[0-9a-f]{8}");
    assertThat(ObjectName.of(63, "a", "is it known?")).isNotEqualTo(name);
  }

  @Test
  void namesAreNoLongerThanTheyMayBe() {
    String name = ObjectName.of(63, "a".repeat(100));

    assertThat(name).hasSize(63).matches("[a-z0-9-]+");
    assertThat(ObjectName.of(63, "a".repeat(101))).isNotEqualTo(name);
  }

  @Test
  void whatHasNoLetterIsADigest() {
    assertThat(ObjectName.of(63, "产品")).matches("[0-9a-f]{8}");
  }
}
