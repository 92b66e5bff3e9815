package io.sluice.pipeline.enforce;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The time of judging as headers state it. One per stream thread: records judged in one millisecond
 * share their bytes, which nobody may change.
 */
final class JudgedTime {

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  private final Clock clock;
  private long last = Long.MIN_VALUE;
  private byte[] bytes = {};

  JudgedTime(Clock clock) {
    this.clock = clock;
  }

  byte[] now() {
    long now = clock.millis();
    if (now != last) {
      bytes = MILLISECONDS.format(Instant.ofEpochMilli(now)).getBytes(StandardCharsets.UTF_8);
      last = now;
    }
    return bytes;
  }
}
