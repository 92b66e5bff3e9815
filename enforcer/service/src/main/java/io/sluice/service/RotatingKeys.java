package io.sluice.service;

import io.sluice.pipeline.enforce.PipelineKeys;
import io.sluice.pipeline.key.Keyring;
import io.sluice.pipeline.key.KeysetException;
import io.sluice.pipeline.key.KeysetPlace;
import io.sluice.pipeline.key.MaskKeyset;
import io.sluice.pipeline.seal.LetterKeys;
import io.sluice.service.settings.IllegalSettingException;
import io.sluice.service.settings.ServiceSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of this service's pipelines, which follow their keysets while these are rotated. What
 * can't take over from the keys in use changes nothing, and is told once.
 */
final class RotatingKeys implements Supplier<PipelineKeys>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RotatingKeys.class);
  private static final String MASKS = "sluice.keys.masks";
  private static final String LETTERS = "sluice.keys.letters";
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final Map<String, Keyring<?>> rings = new HashMap<>();
  private final Map<String, String> told = new HashMap<>();
  private final @Nullable Keyring<MaskKeyset> masks;
  private final @Nullable Keyring<LetterKeys> letters;
  private volatile PipelineKeys current;
  private @Nullable Thread looking;

  private RotatingKeys(@Nullable Keyring<MaskKeyset> masks, @Nullable Keyring<LetterKeys> letters) {
    this.masks = masks;
    this.letters = letters;
    if (masks != null) {
      rings.put(MASKS, masks);
    }
    if (letters != null) {
      rings.put(LETTERS, letters);
    }
    this.current = now();
  }

  /**
   * Opens the keysets that are given.
   *
   * @throws IllegalSettingException where one of them can't be read, or is of another kind
   */
  static RotatingKeys open(ServiceSettings settings) {
    return open(settings.maskKeys(), settings.letterKeys());
  }

  static RotatingKeys open(Optional<KeysetPlace> masks, Optional<KeysetPlace> letters) {
    return new RotatingKeys(
        ring(MASKS, masks, MaskKeyset::of), ring(LETTERS, letters, LetterKeys::of));
  }

  private static <K> @Nullable Keyring<K> ring(
      String setting, Optional<KeysetPlace> place, Keyring.Making<K> making) {
    if (place.isEmpty()) {
      return null;
    }
    try {
      return new Keyring<>(place.get(), making);
    } catch (KeysetException e) {
      throw new IllegalSettingException(List.of(setting + ": " + e.getMessage()));
    }
  }

  /** Follows the keysets from now on; returns at once. */
  synchronized void start() {
    if (!rings.isEmpty() && looking == null) {
      looking = Thread.ofVirtual().name("keys").start(this::follow);
    }
  }

  private void follow() {
    try {
      while (true) {
        Thread.sleep(LOOK_AGAIN);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks at each keyset once. */
  void look() {
    rings.forEach((setting, ring) -> tell(setting, ring.look()));
  }

  private void tell(String setting, Keyring.Look look) {
    switch (look) {
      case Keyring.Look.Unchanged unchanged -> told.remove(setting);
      case Keyring.Look.Rotated(String key) -> {
        current = now();
        told.remove(setting);
        LOG.info("action=rotate setting={} key={}", setting, key);
      }
      case Keyring.Look.Kept(String reason) -> {
        if (!reason.equals(told.put(setting, reason))) {
          LOG.warn("action=keep setting={} reason=\"{}\"", setting, reason);
        }
      }
    }
  }

  private PipelineKeys now() {
    return new PipelineKeys(
        masks == null ? null : masks.get(), letters == null ? null : letters.get());
  }

  /** The keys of now; the same object for as long as none is rotated. */
  @Override
  public PipelineKeys get() {
    return current;
  }

  @Override
  public synchronized void close() {
    if (looking != null) {
      looking.interrupt();
    }
  }
}
