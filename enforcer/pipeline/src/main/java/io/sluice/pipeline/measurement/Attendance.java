package io.sluice.pipeline.measurement;

import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Period;

/** Which keys of a population were there in a period. */
sealed interface Attendance permits Attendance.OfCount, Attendance.OfList, RosterAttendance {

  /**
   * Keys that were there, of the population.
   *
   * @param inTime those that were there in time
   * @param all late ones among them
   */
  record Present(Counts inTime, Counts all) {

    static Present of(long inTime, long late, long population) {
      return new Present(new Counts(inTime, population), new Counts(inTime + late, population));
    }

    Counts counts(boolean withLate) {
      return withLate ? all : inTime;
    }
  }

  /**
   * The keys that were there: of the population as it stands, or, of a period that has been judged,
   * as it stood then. Of a population that is not known, none of none.
   */
  Present of(Period period);

  /** Why the population is not known, in words, where it is not. */
  default String unknown() {
    return "the population is not known";
  }

  /** A period is judged for the first time, unless its population is not known. */
  default void judged(Period period) {}

  /** Forgets what it knows of periods that nothing can revise any more. */
  default void expire() {}

  /** Of so many keys, whichever they are. */
  record OfCount(KeySets keys, long population) implements Attendance {

    @Override
    public Present of(Period period) {
      KeySets.Size size = keys.size(period);
      return Present.of(size.inTime(), size.late(), population);
    }
  }

  /** Of keys that the contract lists. */
  record OfList(KeySets keys, Members members) implements Attendance {

    @Override
    public Present of(Period period) {
      KeySets.Among among = keys.among(period, members);
      return Present.of(among.inTime(), among.late(), among.members());
    }
  }
}
