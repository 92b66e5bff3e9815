package io.sluice.cli.letter;

import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import io.sluice.pipeline.enforce.SluiceHeaders;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter, as its headers explain it.
 *
 * @param violationClass the gravest of its violations
 * @param violations each of the letter's class, since headers state no other
 * @param contract {@code <id>:<version>} of the contract that judged it; null where it does not say
 * @param schemaId of its writer schema; null where it names none
 * @param judged when it was judged; null where it does not say
 */
public record DeadLetter(
    ConsumerRecord<byte[], byte[]> record,
    ViolationClass violationClass,
    List<Violation> violations,
    @Nullable String contract,
    @Nullable Long schemaId,
    @Nullable Instant judged)
    implements Letter {

  public DeadLetter {
    violations = List.copyOf(violations);
  }

  @Override
  public Instant time() {
    return judged == null ? Instant.ofEpochMilli(record.timestamp()) : judged;
  }

  /** Whether headers were shortened, so that the letter fitted into its topic. */
  public boolean isTruncated() {
    return record.headers().lastHeader(SluiceHeaders.TRUNCATED) != null;
  }

  /** Whether it is a sample of what passed in shadow: its record is in the product topic. */
  public boolean isSample() {
    return record.headers().lastHeader(SluiceHeaders.SAMPLE) != null;
  }

  /** The text of the last header of a name, escaped; null where there is none. */
  public @Nullable String header(String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? null : Shown.text(header.value());
  }

  /** Whether a header is one that Sluice writes to dead letters. */
  public static boolean isSluices(Header header) {
    return header.key().startsWith(SluiceHeaders.PREFIX)
        || header.key().startsWith(SluiceHeaders.STREAMS_PREFIX);
  }
}
