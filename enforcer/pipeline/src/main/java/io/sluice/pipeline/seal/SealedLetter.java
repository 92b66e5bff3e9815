package io.sluice.pipeline.seal;

import java.security.GeneralSecurityException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A letter that is sealed.
 *
 * @param letter has what is sealed for its value
 * @param place where it says that its raw record stands
 * @param key the id of the key that it says it is sealed by
 */
public record SealedLetter(ConsumerRecord<byte[], byte[]> letter, RawPlace place, long key) {

  /** What came of opening one. */
  public sealed interface Result {

    /** The raw record, without headers of names that are Sluice's. */
    record Opened(ConsumerRecord<byte[], byte[]> original) implements Result {}

    /** The keyset lacks its key. */
    record OtherKey() implements Result {}

    /** It was changed, or stood elsewhere when it was sealed, or its key is another of that id. */
    record Altered() implements Result {}
  }

  /** Opens it; whatever stands in a letter, no exception is thrown for it. */
  public Result open(LetterKeys keys) {
    try {
      byte[] content = keys.open(letter.value(), place);
      return new Result.Opened(Content.record(content, place, letter.key()));
    } catch (GeneralSecurityException | RuntimeException e) {
      return keys.holds(key) ? new Result.Altered() : new Result.OtherKey();
    }
  }
}
