package io.sluice.pipeline.measurement;

import io.sluice.engine.objective.Period;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Attendance of a population that a reference topic holds. A period is held to the members that
 * there are when it is judged: how many they were, and who of them had not been there in time, is
 * kept, so that those who come late revise its result and those who join or leave later do not. In
 * the store an absent member takes 16 bytes.
 */
final class RosterAttendance implements Attendance {

  private static final int RECORD = 2 * Long.BYTES;

  /** No revision of a roster: what was judged stays as it was. */
  private static final long JUDGED = -1;

  /**
   * The members of a period when it was judged.
   *
   * @param absent how many of them had not been there in time
   */
  private record Called(long members, long absent) {

    static Called of(byte[] bytes) {
      Unpacker entry = new Unpacker(bytes);
      return new Called(entry.number(), entry.number());
    }

    byte[] bytes() {
      return new Packer().number(members).number(absent).bytes();
    }
  }

  private final KeySets keys;
  private final Roster roster;
  private final Drawer calls;
  private final Drawer absentees;
  private final Map<Long, Called> called = new TreeMap<>();

  RosterAttendance(KeySets keys, Roster roster, Drawer drawer, String indicator) {
    this.keys = keys;
    this.roster = roster;
    this.calls = drawer.in("called").in(indicator);
    this.absentees = drawer.in("absent").in(indicator);
    calls.visit(
        (start, call) -> {
          called.put(Drawer.number(start), Called.of(call));
          return true;
        });
  }

  @Override
  public Present of(Period period) {
    Called before = called.get(start(period));
    if (before != null) {
      KeySets.Among come = keys.among(period, new Absent(start(period)));
      return Present.of(
          before.members() - before.absent() + come.inTime(), come.late(), before.members());
    }
    KeySets.Among among = keys.among(period, roster);
    return Present.of(among.inTime(), among.late(), among.members());
  }

  private static long start(Period period) {
    return period.start().toEpochMilli();
  }

  @Override
  public String unknown() {
    return "the population is not known: " + roster.unknown().orElse("it has just been read");
  }

  @Override
  public void judged(Period period) {
    long start = start(period);
    if (called.containsKey(start)) {
      return;
    }
    Segments absent = new Segments(absentees.in(start), RECORD, RosterAttendance::pass);
    long[] count = new long[1];
    long members =
        keys.absentees(
            period,
            roster,
            (high, low) -> {
              absent.append(ByteBuffer.allocate(RECORD).putLong(high).putLong(low).array());
              count[0]++;
            });
    if (members == 0) {
      return;
    }
    absent.save();
    Called call = new Called(members, count[0]);
    called.put(start, call);
    calls.put(start, call.bytes());
  }

  private static void pass(ByteBuffer record) {
    record.position(record.position() + RECORD);
  }

  /** The members of a period who were absent when it was judged. */
  private final class Absent implements Members {
    private final long start;

    Absent(long start) {
      this.start = start;
    }

    @Override
    public long revision() {
      return JUDGED;
    }

    @Override
    public void visit(Visitor visitor) {
      new Segments(
          absentees.in(start), RECORD, record -> visitor.visit(record.getLong(), record.getLong()));
    }
  }

  @Override
  public void expire() {
    called
        .keySet()
        .removeIf(
            start -> {
              boolean isClosed = keys.isClosed(start);
              if (isClosed) {
                calls.delete(start);
                absentees.in(start).clear();
              }
              return isClosed;
            });
  }
}
