package io.sluice.pipeline.key;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the keyset of one place makes, and goes on to make when it is rotated: the place is read
 * again while the keys are in use.
 *
 * <p>A keyset is taken only where it goes on from the one in use, that is, where it still holds the
 * key by which values are masked or letters sealed now. A file that is gone, that is half written
 * or that holds another keyset changes nothing: what was equal stays equal, and what was sealed can
 * be opened, until somebody starts the service with it on purpose. Safe to share between threads.
 *
 * @param <K> what it makes
 */
public final class Keyring<K> implements Supplier<K> {

  /** Makes keys of a keyset. */
  @FunctionalInterface
  public interface Making<K> {
    /**
     * The keys of a keyset.
     *
     * @throws KeysetException where it is of another kind
     */
    K of(KeysetHandle keyset) throws KeysetException;
  }

  /** What came of a look at the place. */
  public sealed interface Look {

    /** There is nothing new. */
    record Unchanged() implements Look {}

    /**
     * The keyset was rotated, and its new keys are in use.
     *
     * @param key the id of the one that is used from now on, in decimal
     */
    record Rotated(String key) implements Look {}

    /** The keys stay as they are, since those at the place can't take over from them. */
    record Kept(String reason) implements Look {}
  }

  private static final Look UNCHANGED = new Look.Unchanged();

  private final KeysetPlace place;
  private final Making<K> making;
  private String text;
  private KeysetHandle keyset;
  private volatile K keys;

  /**
   * Opens the keyset of a place.
   *
   * @throws KeysetException where there is none, or it can't be read, or is of another kind
   */
  public Keyring(KeysetPlace place, Making<K> making) throws KeysetException {
    this.place = place;
    this.making = making;
    this.text = place.text();
    this.keyset = place.parsed(text);
    this.keys = making.of(keyset);
  }

  /** The keys of now. */
  @Override
  public K get() {
    return keys;
  }

  /** Looks whether the keyset was rotated, and takes it over. */
  public synchronized Look look() {
    try {
      String now = place.text();
      if (now.equals(text)) {
        return UNCHANGED;
      }
      KeysetHandle next = place.parsed(now);
      Optional<KeysetHandle.Entry> before = entry(next, keyset.getPrimary().getId());
      if (before.isEmpty() || !before.get().getKey().equalsKey(keyset.getPrimary().getKey())) {
        return new Look.Kept(
            "%s holds another keyset, without key %s, which is in use: put that one back, or restart the service with the new one on purpose"
                .formatted(place.location(), id(keyset)));
      }
      keys = making.of(next);
      keyset = next;
      text = now;
      return new Look.Rotated(id(next));
    } catch (KeysetException e) {
      return new Look.Kept(String.valueOf(e.getMessage()));
    }
  }

  private static String id(KeysetHandle keyset) {
    return Integer.toUnsignedString(keyset.getPrimary().getId());
  }

  private static Optional<KeysetHandle.Entry> entry(KeysetHandle keyset, int id) {
    for (int i = 0; i < keyset.size(); i++) {
      KeysetHandle.Entry entry = keyset.getAt(i);
      if (entry.getId() == id && entry.getStatus() == KeyStatus.ENABLED) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }
}
