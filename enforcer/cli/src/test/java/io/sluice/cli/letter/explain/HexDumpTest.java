package io.sluice.cli.letter.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HexDumpTest {
  @Test
  void aDumpIsBoundedAndHarmless() {
    byte[] bytes = new byte[1000];
    bytes[0] = 'A';
    bytes[1] = 0x1b;

    assertThat(HexDump.of(bytes))
        .hasSize(17)
        .startsWith("00000000  41 1b 00 00 00 00 00 00 00 00 00 00 00 00 00 00  A...............")
        .endsWith("and 744 bytes more");
    assertThat(HexDump.of(new byte[] {1})).containsExactly("00000000  01" + " ".repeat(47) + ".");
  }
}
