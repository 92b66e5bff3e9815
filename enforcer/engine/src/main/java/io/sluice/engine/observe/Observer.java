package io.sluice.engine.observe;

import io.sluice.engine.walk.Evaluator;
import io.sluice.engine.walk.Walk;
import java.util.List;

/**
 * Observes the records of one writer schema, after the walk over each. Immutable and safe to share
 * between threads.
 */
public final class Observer {

  /**
   * What is seen from a root field on.
   *
   * @param slot where the walk marks the field; {@link Observables#NOWHERE} where the writer lacks
   *     it
   */
  public record From(int slot, Sight sight) {

    void see(Walk walk, Observation into) {
      sight.see(walk, slot < 0 ? Observables.NOWHERE : walk.scratch().slot(slot), into);
    }
  }

  /**
   * Expressions over the record as a whole.
   *
   * @param place of what they judge
   * @param evaluators all hold where the record is right
   */
  public record Judged(int place, List<Evaluator> evaluators) {
    public Judged {
      evaluators = List.copyOf(evaluators);
    }

    void see(Walk walk, Observation into) {
      boolean holds = true;
      for (Evaluator evaluator : evaluators) {
        holds &= evaluator.judge(walk, walk.start()) == Evaluator.HOLDS;
      }
      into.mark(place, holds);
    }
  }

  private final From[] fields;
  private final Judged[] records;
  private final From[][] keys;
  private final boolean[] isMarkedNull;
  private final boolean[] isGoodNull;
  private final KeyHash hash;

  /**
   * @param fields event times, and values of fields
   * @param keys the parts of each key, in the order of the {@link Observables}
   * @param ofNull what comes of each value where it is null
   */
  public Observer(
      List<From> fields,
      List<Judged> records,
      List<List<From>> keys,
      List<Mark> ofNull,
      KeyHash hash) {
    this.fields = fields.toArray(From[]::new);
    this.records = records.toArray(Judged[]::new);
    this.keys = keys.stream().map(parts -> parts.toArray(From[]::new)).toArray(From[][]::new);
    this.isMarkedNull = new boolean[ofNull.size()];
    this.isGoodNull = new boolean[ofNull.size()];
    for (int place = 0; place < ofNull.size(); place++) {
      isMarkedNull[place] = ofNull.get(place) != Mark.NONE;
      isGoodNull[place] = ofNull.get(place) == Mark.GOOD;
    }
    this.hash = hash;
  }

  /**
   * Observes the record that the walk went over last.
   *
   * @return false where it does not decode: then nothing was observed
   */
  public boolean observe(Walk walk, Observation into) {
    if (walk.failed()) {
      return false;
    }
    into.begin(isMarkedNull, isGoodNull);
    for (From field : fields) {
      field.see(walk, into);
    }
    for (Judged record : records) {
      record.see(walk, into);
    }
    for (int place = 0; place < keys.length; place++) {
      key(place, walk, into);
    }
    return true;
  }

  /** A key with a null in it is none. */
  private void key(int place, Walk walk, Observation into) {
    KeyText text = into.keyText();
    text.begin(keys[place].length, hash);
    for (From part : keys[place]) {
      text.beginPart();
      part.see(walk, into);
      if (!text.endPart()) {
        return;
      }
    }
    into.key(place);
  }
}
