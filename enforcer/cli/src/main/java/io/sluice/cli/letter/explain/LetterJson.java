package io.sluice.cli.letter.explain;

import io.sluice.cli.letter.DeadLetter;
import io.sluice.cli.letter.ForeignRecord;
import io.sluice.cli.letter.Letter;
import io.sluice.cli.letter.Shown;
import io.sluice.engine.verdict.Violation;
import io.sluice.pipeline.enforce.SluiceHeaders;
import io.sluice.pipeline.letter.LetterOpener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Letters for programs; docs/command-line.md has the keys. */
public final class LetterJson {

  /** Of longer values that do not decode, the first bytes are given. */
  private static final int MOST_BYTES = 4096;

  private static final Map<String, String> HIDDEN = Map.of("masked", "(hidden)");

  private final Explainer explainer;

  public LetterJson(Explainer explainer) {
    this.explainer = explainer;
  }

  public Map<String, @Nullable Object> of(Letter letter) {
    ConsumerRecord<byte[], byte[]> record = letter.record();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("topic", record.topic());
    json.put("partition", record.partition());
    json.put("offset", record.offset());
    json.put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
    switch (letter) {
      case DeadLetter dead -> describe(dead, json);
      case ForeignRecord foreign -> json.put("foreign", foreign.why());
    }
    boolean isSealed = LetterOpener.isSealed(record);
    json.put("sealed", isSealed);
    switch (explainer.contents(letter)) {
      case Contents.Legible legible -> {
        byte[] key = legible.record().key();
        json.put("key", key != null && legible.keyHidden() ? HIDDEN : bytes(key));
        json.put("headers", headers(legible.record(), false, legible.restHidden()));
        json.put("sluiceHeaders", headers(record, true, false));
        put(legible, json);
      }
      case Contents.Shut(String why) -> {
        json.put("key", bytes(record.key()));
        json.put("sluiceHeaders", headers(record, true, false));
        json.put("shut", why);
      }
    }
    return json;
  }

  private static void put(Contents.Legible legible, Map<String, @Nullable Object> json) {
    switch (legible.value()) {
      case LetterValue.Absent absent -> json.put("value", null);
      case LetterValue.Decoded decoded -> {
        json.put("value", ValueJson.of(decoded.schema(), decoded.value(), legible.cover()));
        if (decoded.rest() > 0) {
          json.put("bytesBehind", decoded.rest());
        }
      }
      case LetterValue.Undecoded(String why) -> {
        byte[] bytes = legible.record().value();
        Map<String, Object> undecoded = new LinkedHashMap<>();
        undecoded.put("why", why);
        undecoded.put("bytes", bytes.length);
        if (!legible.restHidden()) {
          undecoded.put(
              "hex",
              HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, MOST_BYTES))));
        }
        json.put("undecoded", undecoded);
      }
    }
  }

  private static void describe(DeadLetter letter, Map<String, @Nullable Object> json) {
    json.put("class", letter.violationClass().name());
    json.put("contract", letter.contract());
    json.put("schemaId", letter.schemaId());
    json.put("judged", letter.judged() == null ? null : letter.judged().toString());
    json.put("application", letter.header(SluiceHeaders.APPLICATION));
    Map<String, @Nullable Object> raw = new LinkedHashMap<>();
    raw.put("topic", letter.header(SluiceHeaders.STREAMS_TOPIC));
    raw.put("partition", number(letter.header(SluiceHeaders.STREAMS_PARTITION)));
    raw.put("offset", number(letter.header(SluiceHeaders.STREAMS_OFFSET)));
    json.put("raw", raw);
    json.put("replayCount", number(letter.header(SluiceHeaders.REPLAY_COUNT)));
    json.put("headersShortened", letter.isTruncated());
    json.put("sample", letter.isSample());
    List<Map<String, Object>> violations = new ArrayList<>();
    for (Violation violation : letter.violations()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("rule", violation.rule());
      entry.put("path", violation.path());
      entry.put("message", violation.message());
      violations.add(entry);
    }
    json.put("violations", violations);
  }

  private static @Nullable Long number(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static List<Map<String, @Nullable Object>> headers(
      ConsumerRecord<byte[], byte[]> record, boolean sluices, boolean areHidden) {
    List<Map<String, @Nullable Object>> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      if (DeadLetter.isSluices(header) == sluices) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("name", header.key());
        entry.put("value", areHidden ? HIDDEN : bytes(header.value()));
        headers.add(entry);
      }
    }
    return headers;
  }

  /** The text that bytes are; where they are none, {@code {"hex"}}. */
  private static @Nullable Object bytes(byte @Nullable [] bytes) {
    return bytes == null
        ? null
        : Shown.utf8(bytes)
            .<Object>map(text -> text)
            .orElseGet(() -> Map.of("hex", HexFormat.of().formatHex(bytes)));
  }
}
