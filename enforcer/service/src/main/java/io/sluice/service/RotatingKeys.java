package io.sluice.service;

import io.sluice.pipeline.enforce.PipelineKeys;
import io.sluice.pipeline.key.Keyring;
import io.sluice.pipeline.key.KeysetException;
import io.sluice.pipeline.key.KeysetPlace;
import io.sluice.pipeline.key.MaskKeyset;
import io.sluice.pipeline.key.SubjectKeys;
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
  private static final String SUBJECTS = "sluice.keys.subjects";
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final Map<String, String> told = new HashMap<>();
  private final @Nullable Keyring<MaskKeyset> masks;
  private final @Nullable Keyring<LetterKeys> letters;
  private final @Nullable Keyring<SubjectKeys> subjects;
  private volatile PipelineKeys current;
  private @Nullable Thread looking;

  private RotatingKeys(
      @Nullable Keyring<MaskKeyset> masks,
      @Nullable Keyring<LetterKeys> letters,
      @Nullable Keyring<SubjectKeys> subjects) {
    this.masks = masks;
    this.letters = letters;
    this.subjects = subjects;
    this.current = now();
  }

  /**
   * Opens the keysets that are given.
   *
   * @throws IllegalSettingException where one of them can't be read, or is of another kind
   */
  static RotatingKeys open(ServiceSettings settings) {
    return open(settings.maskKeys(), settings.letterKeys(), settings.subjectKeys());
  }

  static RotatingKeys open(
      Optional<KeysetPlace> masks, Optional<KeysetPlace> letters, Optional<KeysetPlace> subjects) {
    return new RotatingKeys(
        ring(MASKS, masks, place -> new Keyring<>(place, MaskKeyset::of)),
        ring(LETTERS, letters, place -> new Keyring<>(place, LetterKeys::of)),
        ring(SUBJECTS, subjects, Keyring::ofSubjects));
  }

  /** Opens the keys of a place. */
  @FunctionalInterface
  private interface Opening<R> {
    R of(KeysetPlace place) throws KeysetException;
  }

  private static <R> @Nullable R ring(
      String setting, Optional<KeysetPlace> place, Opening<R> opening) {
    if (place.isEmpty()) {
      return null;
    }
    try {
      return opening.of(place.get());
    } catch (KeysetException e) {
      throw new IllegalSettingException(List.of(setting + ": " + e.getMessage()));
    }
  }

  /** Follows the keysets from now on; returns at once. */
  synchronized void start() {
    boolean areGiven = masks != null || letters != null || subjects != null;
    if (areGiven && looking == null) {
      looking = Thread.ofVirtual().name("keys").start(this::follow);
    }
  }

  private void follow() {
    try {
      while (true) {
        Thread.sleep(LOOK_AGAIN);
        try {
          look();
        } catch (RuntimeException e) {
          // Whoever rotates relies on being followed. What it says could quote a key.
          LOG.error("action=keep reason=\"a defect: {}\"", e.getClass().getName());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks at each keyset once. */
  void look() {
    look(MASKS, masks);
    look(LETTERS, letters);
    look(SUBJECTS, subjects);
  }

  private void look(String setting, @Nullable Keyring<?> ring) {
    if (ring == null) {
      return;
    }
    switch (ring.look()) {
      case Keyring.Look.Unchanged unchanged -> told.remove(setting);
      case Keyring.Look.Rotated(String state) -> {
        current = now();
        told.remove(setting);
        LOG.info("action=rotate setting={} {}", setting, state);
      }
      case Keyring.Look.Kept(String reason) -> {
        if (!reason.equals(told.put(setting, reason))) {
          LOG.warn("action=keep setting={} reason=\"{}\"", setting, reason);
        }
      }
    }
  }

  private PipelineKeys now() {
    MaskKeyset shared = masks == null ? null : masks.get();
    return new PipelineKeys(
        shared == null || subjects == null ? shared : shared.with(subjects.get()),
        letters == null ? null : letters.get());
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
