package io.sluice.pipeline.enforce;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The time of judging. One per task; its clock is looked at for each few records that are judged
 * without a wait between them, not for each.
 */
final class JudgedTime {

  /**
   * A time of judging. Records judged in one millisecond share it, and its header, which nobody may
   * change.
   */
  record Moment(long millis, Header header) {}

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  private final Clock clock;
  private Moment moment;

  JudgedTime(Clock clock) {
    this.clock = clock;
    this.moment = at(clock.millis());
  }

  /** Looks at the clock: what is judged from here on is judged now. */
  void look() {
    long now = clock.millis();
    if (now != moment.millis()) {
      moment = at(now);
    }
  }

  /** The time when it was looked at last. */
  Moment moment() {
    return moment;
  }

  private static Moment at(long time) {
    String text = MILLISECONDS.format(Instant.ofEpochMilli(time));
    return new Moment(
        time, new RecordHeader(SluiceHeaders.TIMESTAMP, text.getBytes(StandardCharsets.UTF_8)));
  }
}
