package io.sluice.pipeline.enforce;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The time of judging as headers state it. One per stream thread: records judged in one millisecond
 * share their header, which nobody may change.
 */
final class JudgedTime {

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  private final Clock clock;
  private long last = Long.MIN_VALUE;
  private Header header = at(0);

  JudgedTime(Clock clock) {
    this.clock = clock;
  }

  /** The time that headers stated last, in milliseconds since 1970. */
  long last() {
    return last;
  }

  Header now() {
    long now = clock.millis();
    if (now != last) {
      header = at(now);
      last = now;
    }
    return header;
  }

  private static Header at(long time) {
    return new RecordHeader(
        SluiceHeaders.TIMESTAMP,
        MILLISECONDS.format(Instant.ofEpochMilli(time)).getBytes(StandardCharsets.UTF_8));
  }
}
