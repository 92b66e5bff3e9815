package io.sluice.pipeline.enforce;

import io.sluice.engine.verdict.Violation;
import io.sluice.pipeline.seal.RawPlace;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record that was replayed, at the place where it once stood in the raw topic, so that it is
 * judged and sent on as it was there. One that does not open stays as it came, sealed where it was:
 * it is no record that anyone can judge.
 */
public final class Replayed extends ConsumerRecord<byte[], byte[]> {

  private final int times;
  private final @Nullable Violation shut;
  private final List<Header> seal;

  private Replayed(
      ConsumerRecord<byte[], byte[]> record,
      int times,
      @Nullable Violation shut,
      List<Header> seal) {
    super(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.timestampType(),
        record.serializedKeySize(),
        record.serializedValueSize(),
        record.key(),
        record.value(),
        record.headers(),
        Optional.empty());
    this.times = times;
    this.shut = shut;
    this.seal = seal;
  }

  /**
   * One that can be judged.
   *
   * @param original as it was in the raw topic, and where
   * @param times how often it was replayed, this time included
   */
  public static Replayed of(ConsumerRecord<byte[], byte[]> original, int times) {
    return new Replayed(original, times, null, List.of());
  }

  /**
   * One whose seal the keyset of letters has no key for.
   *
   * @param place where it says that it once stood
   * @param key the id of the key that it is sealed by
   */
  public static Replayed locked(
      ConsumerRecord<byte[], byte[]> sent, RawPlace place, int times, long key) {
    return shut(sent, place, times, SluiceRules.locked(key));
  }

  /**
   * One that holds no record that anyone may rely on.
   *
   * @param place where it says that it once stood; null where it does not say
   */
  public static Replayed unsound(
      ConsumerRecord<byte[], byte[]> sent, @Nullable RawPlace place, int times) {
    return shut(sent, place, times, SluiceRules.UNSOUND);
  }

  private static Replayed shut(
      ConsumerRecord<byte[], byte[]> sent, @Nullable RawPlace place, int times, Violation why) {
    ConsumerRecord<byte[], byte[]> there =
        place == null
            ? sent
            : place.record(sent.timestamp(), sent.key(), sent.value(), sent.headers());
    return new Replayed(there, times, why, SluiceHeaders.ofSeal(sent.headers()));
  }

  /** How often it was replayed. */
  int times() {
    return times;
  }

  /** Why it can't be judged; null where it can. */
  @Nullable Violation shut() {
    return shut;
  }

  /** What its headers say of how it is still sealed. */
  List<Header> seal() {
    return seal;
  }

  /** Without what it holds. */
  @Override
  public String toString() {
    return "Replayed[%s-%d@%d, %d times%s]"
        .formatted(topic(), partition(), offset(), times, shut == null ? "" : ", " + shut.rule());
  }
}
