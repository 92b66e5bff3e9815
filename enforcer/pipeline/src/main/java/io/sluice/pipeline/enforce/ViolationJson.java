package io.sluice.pipeline.enforce;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Violations as a header holds them: a JSON array of {@code {"rule","path","message"}}, never more
 * than {@link Verdict#MAX_VIOLATIONS} entries and {@link #MAX_BYTES} bytes, valid wherever it is
 * cut.
 */
final class ViolationJson {

  static final int MAX_BYTES = 8 * 1024;

  /** Longest text of one entry, in characters, while it fits. */
  private static final int MAX_TEXT = 1024;

  private static final byte[] NONE = "[]".getBytes(StandardCharsets.UTF_8);

  private ViolationJson() {}

  static byte[] of(List<Violation> violations) {
    ByteArrayOutputStream json = new ByteArrayOutputStream(256);
    json.write('[');
    int entries = 0;
    for (Violation violation : violations) {
      byte[] entry = entry(violation);
      if (entries == Verdict.MAX_VIOLATIONS || json.size() + entry.length + 2 > MAX_BYTES) {
        break;
      }
      if (entries++ > 0) {
        json.write(',');
      }
      json.writeBytes(entry);
    }
    json.write(']');
    return entries == 0 ? NONE : json.toByteArray();
  }

  private static byte[] entry(Violation violation) {
    byte[] entry = entry(violation, MAX_TEXT);
    for (int limit = MAX_TEXT / 2; entry.length + 2 > MAX_BYTES; limit /= 2) {
      entry = entry(violation, limit); // escapes can make a text six times as long
    }
    return entry;
  }

  private static byte[] entry(Violation violation, int limit) {
    StringBuilder text = new StringBuilder(160);
    field(text.append('{'), "rule", violation.rule(), limit);
    field(text.append(','), "path", violation.path(), limit);
    field(text.append(','), "message", violation.message(), limit);
    return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void field(StringBuilder text, String name, String value, int limit) {
    text.append('"').append(name).append("\":\"");
    JsonStringEncoder.getInstance().quoteAsString(Texts.cut(value, limit), text);
    text.append('"');
  }
}
