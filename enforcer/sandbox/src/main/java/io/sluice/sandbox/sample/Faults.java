package io.sluice.sandbox.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong at a producer, and how often: of any thousand records that follow one another,
 * each fault hits exactly as many as it says, and no record is hit twice. It is the same records
 * each time.
 */
final class Faults {

  static final int THOUSAND = 1_000;

  /** What becomes of a record that is hit: itself, changed, or several, or none. */
  private interface Effect extends Function<SampleRecord, Stream<SampleRecord>> {}

  /** The effects, each as often as it hits. */
  private final List<Effect> hits = new ArrayList<>();

  /** Changes so many of a thousand records, be it that they break a rule or lack a value. */
  Faults change(int perThousand, Consumer<GenericRecord> how) {
    return hit(
        perThousand,
        sample -> {
          how.accept(sample.value());
          return Stream.of(sample);
        });
  }

  /** Publishes so many of a thousand records twice, as a producer that retries can. */
  Faults repeat(int perThousand) {
    return hit(perThousand, sample -> Stream.of(sample, sample));
  }

  private Faults hit(int perThousand, Effect effect) {
    for (int i = 0; i < perThousand; i++) {
      hits.add(effect);
    }
    if (hits.size() > THOUSAND) {
      throw new IllegalArgumentException("more faults than records");
    }
    return this;
  }

  /** What is published in place of the record of a number. */
  Stream<SampleRecord> upon(long number, SampleRecord sample) {
    Effect effect = effect((int) (number % THOUSAND));
    return effect == null ? Stream.of(sample) : effect.apply(sample);
  }

  /** Spreads the hits evenly over a thousand: the first record of each stretch is hit. */
  private @Nullable Effect effect(int place) {
    int hit = place * hits.size() / THOUSAND;
    boolean isFirst = place == 0 || (place - 1) * hits.size() / THOUSAND < hit;
    return isFirst && !hits.isEmpty() ? hits.get(hit) : null;
  }
}
