package io.sluice.pipeline.letter;

import io.sluice.pipeline.enforce.SluiceHeaders;
import io.sluice.pipeline.seal.LetterKeys;
import io.sluice.pipeline.seal.RawPlace;
import io.sluice.pipeline.seal.SealedLetter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Takes the raw record out of a dead letter, sealed or not. What stands in a letter is not trusted:
 * a sealed one opens only at the place that it was sealed for.
 */
public final class LetterOpener {

  /** For who has no keys. */
  public static final LetterOpener WITHOUT_KEYS = new LetterOpener(null);

  private final @Nullable LetterKeys keys;

  /**
   * @param keys null where there are none; sealed letters stay shut then
   */
  public LetterOpener(@Nullable LetterKeys keys) {
    this.keys = keys;
  }

  /** Whether a letter says that it is sealed. */
  public static boolean isSealed(ConsumerRecord<byte[], byte[]> letter) {
    return letter.headers().lastHeader(SluiceHeaders.SEALED) != null;
  }

  /** Opens a letter; never throws for what stands in it. */
  public Opening open(ConsumerRecord<byte[], byte[]> letter) {
    RawPlace place = place(letter);
    if (place == null) {
      return new Opening.Unsound(
          "its headers do not say by which contract it was judged, or where its raw record stands");
    }
    return isSealed(letter) ? unseal(letter, place) : new Opening.Opened(unsealed(letter, place));
  }

  private static ConsumerRecord<byte[], byte[]> unsealed(
      ConsumerRecord<byte[], byte[]> letter, RawPlace place) {
    Long original = number(letter, SluiceHeaders.ORIGINAL_TIMESTAMP);
    RecordHeaders own = new RecordHeaders();
    for (Header header : letter.headers()) {
      if (!SluiceHeaders.areOfLetters(header.key())) {
        own.add(header);
      }
    }
    return place.record(
        original == null ? letter.timestamp() : original, letter.key(), letter.value(), own);
  }

  private Opening unseal(ConsumerRecord<byte[], byte[]> letter, RawPlace place) {
    Long key = number(letter, SluiceHeaders.SEALED_KEY);
    if (key == null || letter.value() == null) {
      return new Opening.Unsound("it says that it is sealed, and not by which key, or is empty");
    }
    if (keys == null) {
      return new Opening.Locked(key, false);
    }
    return switch (new SealedLetter(letter, place, key).open(keys)) {
      case SealedLetter.Result.Opened(ConsumerRecord<byte[], byte[]> original) ->
          new Opening.Opened(original);
      case SealedLetter.Result.OtherKey otherKey -> new Opening.Locked(key, true);
      case SealedLetter.Result.Altered altered ->
          new Opening.Unsound(
              "it does not open with key %d, by which it says it is sealed: it was changed since, or it was sealed for another place or contract, or that key is another one of the same id"
                  .formatted(key));
    };
  }

  /** Where a letter says that its raw record stands; null where it does not say it legibly. */
  public static @Nullable RawPlace place(ConsumerRecord<byte[], byte[]> letter) {
    String contract = text(letter, SluiceHeaders.CONTRACT);
    String topic = text(letter, SluiceHeaders.STREAMS_TOPIC);
    Long partition = number(letter, SluiceHeaders.STREAMS_PARTITION);
    Long offset = number(letter, SluiceHeaders.STREAMS_OFFSET);
    if (contract == null
        || contract.lastIndexOf(':') < 1
        || topic == null
        || partition == null
        || partition.intValue() != partition
        || offset == null) {
      return null;
    }
    String id = contract.substring(0, contract.lastIndexOf(':'));
    return new RawPlace(id, topic, partition.intValue(), offset);
  }

  /** The number in the last header of a name; null where there is none. */
  public static @Nullable Long number(ConsumerRecord<byte[], byte[]> letter, String name) {
    String text = text(letter, name);
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable String text(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
