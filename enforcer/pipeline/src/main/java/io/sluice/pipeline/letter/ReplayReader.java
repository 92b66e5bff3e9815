package io.sluice.pipeline.letter;

import io.sluice.pipeline.enforce.Replayed;
import io.sluice.pipeline.enforce.Replays;
import io.sluice.pipeline.enforce.SluiceHeaders;
import io.sluice.pipeline.seal.LetterKeys;
import io.sluice.pipeline.seal.RawPlace;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was replayed to the pipeline of one contract. In the replay topic a record says where
 * it once stood as its letter did, and is sealed as its letter was.
 */
public final class ReplayReader implements Replays {

  private final String contractId;
  private final Supplier<@Nullable LetterKeys> keys;

  /**
   * @param keys those of now; null where there are none: sealed records are locked then
   */
  public ReplayReader(String contractId, Supplier<@Nullable LetterKeys> keys) {
    this.contractId = contractId;
    this.keys = keys;
  }

  @Override
  public Replayed read(ConsumerRecord<byte[], byte[]> sent) {
    int times = times(sent);
    RawPlace place = LetterOpener.place(sent);
    if (place == null || !place.contractId().equals(contractId)) {
      return Replayed.unsound(sent, null, times);
    }
    return switch (new LetterOpener(keys.get()).open(sent)) {
      case Opening.Opened(ConsumerRecord<byte[], byte[]> original) -> Replayed.of(original, times);
      case Opening.Locked(long key, boolean hasKeyset) -> Replayed.locked(sent, place, times, key);
      case Opening.Unsound unsound -> Replayed.unsound(sent, place, times);
    };
  }

  /** How often it was replayed; what stands in the replay topic was replayed once at least. */
  private static int times(ConsumerRecord<byte[], byte[]> sent) {
    Long times = LetterOpener.number(sent, SluiceHeaders.REPLAY_COUNT);
    return times == null ? 1 : Math.clamp(times, 1, Integer.MAX_VALUE);
  }
}
