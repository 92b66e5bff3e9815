package io.sluice.pipeline.key;

import com.google.crypto.tink.KeysetHandle;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the keyset of one place makes, and goes on to make when it is rotated: the place is read
 * again while the keys are in use.
 *
 * <p>Keys are taken only where they {@linkplain Rotatable#refusal can take over} from those in use.
 * A file that is gone, that is half written or that holds others changes nothing: what was equal
 * stays equal, what was sealed can be opened and who was forgotten stays so, until somebody starts
 * the service with it on purpose. Safe to share between threads.
 *
 * @param <K> what it makes
 */
public final class Keyring<K extends Rotatable<K>> implements Supplier<K> {

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

  /** Makes keys of what stands at a place. */
  @FunctionalInterface
  private interface Reading<K> {
    K of(String text, KeysetPlace place) throws KeysetException;
  }

  /** What came of a look at the place. */
  public sealed interface Look {

    /** There is nothing new. */
    record Unchanged() implements Look {}

    /**
     * There are new keys, and they are in use.
     *
     * @param state what tells them from those before, see {@link Rotatable#state()}
     */
    record Rotated(String state) implements Look {}

    /** The keys stay as they are, since those at the place can't take over from them. */
    record Kept(String reason) implements Look {}
  }

  private static final Look UNCHANGED = new Look.Unchanged();

  private final KeysetPlace place;
  private final Reading<K> reading;
  private String text;
  private volatile K keys;

  private Keyring(KeysetPlace place, Reading<K> reading) throws KeysetException {
    this.place = place;
    this.reading = reading;
    this.text = place.text();
    this.keys = reading.of(text, place);
  }

  /**
   * Opens the keyset of a place.
   *
   * @throws KeysetException where there is none, or it can't be read, or is of another kind
   */
  public Keyring(KeysetPlace place, Making<K> making) throws KeysetException {
    this(place, (text, at) -> making.of(at.parsed(text)));
  }

  /**
   * Opens the keys of subjects of a place.
   *
   * @throws KeysetException where there are none, or they can't be read
   */
  public static Keyring<SubjectKeys> ofSubjects(KeysetPlace place) throws KeysetException {
    return new Keyring<>(place, (Reading<SubjectKeys>) SubjectKeys::parsed);
  }

  /** The keys of now. */
  @Override
  public K get() {
    return keys;
  }

  /** Looks whether there are new keys, and takes them over. */
  public synchronized Look look() {
    try {
      String now = place.text();
      if (now.equals(text)) {
        return UNCHANGED;
      }
      K next = reading.of(now, place);
      Optional<String> refusal = keys.refusal(next);
      if (refusal.isPresent()) {
        return new Look.Kept(place.location() + " " + refusal.get());
      }
      keys = next;
      text = now;
      return new Look.Rotated(next.state());
    } catch (KeysetException e) {
      return new Look.Kept(String.valueOf(e.getMessage()));
    }
  }
}
