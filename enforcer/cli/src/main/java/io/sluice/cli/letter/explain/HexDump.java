package io.sluice.cli.letter.explain;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The first bytes of a value that does not decode, sixteen a line. */
final class HexDump {

  private static final int MOST = 256;
  private static final int A_LINE = 16;
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private HexDump() {}

  static List<String> of(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    int end = Math.min(bytes.length, MOST);
    for (int from = 0; from < end; from += A_LINE) {
      int to = Math.min(end, from + A_LINE);
      lines.add(
          "%08x  %-47s  %s"
              .formatted(from, HEX.formatHex(bytes, from, to), ascii(bytes, from, to)));
    }
    if (bytes.length > MOST) {
      lines.add("and %,d bytes more".formatted(bytes.length - MOST));
    }
    return lines;
  }

  private static String ascii(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(bytes[i] >= ' ' && bytes[i] < 127 ? (char) bytes[i] : '.');
    }
    return text.toString();
  }
}
