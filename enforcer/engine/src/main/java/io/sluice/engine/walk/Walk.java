package io.sluice.engine.walk;

import io.sluice.engine.contract.RuleSeverity;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * One thread's cursor over the bytes of a record, and what has been found broken so far. Reused
 * from record to record; not thread-safe.
 *
 * <p>Reading methods leave {@link #failed} set where the bytes can't be read on; the step that
 * called them stops there, and so does every step around it.
 */
public final class Walk {

  private final Limits limits;
  private final InstantSource clock;
  private final Scratch scratch = new Scratch();
  private final List<Breach> breaches = new ArrayList<>();
  private final Spans spans = new Spans();
  private byte[] bytes = new byte[0];
  private int position;
  private int end;
  private int depth;
  private int emptyItems;
  private int routing;
  private int flagging;
  private boolean failed;
  private long now;
  private boolean nowIsKnown;

  /** With default limits and the system's clock. */
  public Walk() {
    this(Limits.DEFAULT);
  }

  /** With the system's clock. */
  public Walk(Limits limits) {
    this(limits, InstantSource.system());
  }

  /**
   * @param clock tells rules the time of processing
   */
  public Walk(Limits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Walks over one record, which takes all of the bytes.
   *
   * @param root the step of the record's writer schema
   * @return {@link Verdict#COMPLIANT} itself where nothing is broken
   */
  public Verdict over(Step root, byte[] record, int offset, int length) {
    begin(record, offset, length);
    if (root.walk(this) && position < end) {
      fail(Structure.TRAILING_BYTES, "");
    }
    return breaches.isEmpty() ? Verdict.COMPLIANT : verdict();
  }

  /**
   * Walks over the record that starts at the offset, and stands behind it where it was readable.
   */
  public Verdict overNext(Step root, byte[] records, int offset, int length) {
    begin(records, offset, length);
    return root.walk(this) && breaches.isEmpty() ? Verdict.COMPLIANT : verdict();
  }

  private void begin(byte[] record, int offset, int length) {
    bytes = record;
    position = offset;
    end = offset + length;
    depth = 0;
    emptyItems = 0;
    routing = 0;
    flagging = 0;
    failed = false;
    nowIsKnown = false;
    breaches.clear();
    spans.clear();
  }

  /** Whether the bytes could not be read on. */
  public boolean failed() {
    return failed;
  }

  /** Where the walk stands. */
  public int position() {
    return position;
  }

  /** The time of processing in milliseconds since 1970: the same to all rules of a record. */
  public long now() {
    if (!nowIsKnown) {
      now = clock.millis();
      nowIsKnown = true;
    }
    return now;
  }

  /** What expressions work with. */
  public Scratch scratch() {
    return scratch;
  }

  /** What holds the record. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the items stand that are to differ. */
  Spans spans() {
    return spans;
  }

  // ---- reading

  int remaining() {
    return end - position;
  }

  /** Steps over so many bytes, which the caller knows to be there. */
  void skip(int length) {
    position += length;
  }

  /** One zigzag varint of at most 64 bits. */
  long readLong(String path) {
    if (position < end) {
      long first = bytes[position];
      if (first >= 0) {
        position++;
        return (first >>> 1) ^ -(first & 1);
      }
    }
    return readVarint(10, 1, path);
  }

  /** One zigzag varint of at most 32 bits. */
  int readInt(String path) {
    if (position < end) {
      byte first = bytes[position];
      if (first >= 0) {
        position++;
        return (first >>> 1) ^ -(first & 1);
      }
    }
    return (int) readVarint(5, 0x0f, path);
  }

  private long readVarint(int maxBytes, int maxLast, String path) {
    long value = 0;
    int shift = 0;
    for (int i = 1; i <= maxBytes; i++) {
      if (position >= end) {
        fail(Structure.TRUNCATED, path);
        return 0;
      }
      byte next = bytes[position++];
      if (i == maxBytes && (next & 0xff) > maxLast) {
        break;
      }
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
      shift += 7;
    }
    fail(Structure.VARINT, path);
    return 0;
  }

  /** The length of what follows, which fits into the bytes that remain. */
  int readLength(String path) {
    long length = readLong(path);
    if (length < 0 || length > remaining()) {
      if (!failed) {
        fail(Structure.LENGTH, path);
      }
      return 0;
    }
    return (int) length;
  }

  /** Whether so many bytes remain. */
  boolean has(int length, String path) {
    if (remaining() < length) {
      fail(Structure.TRUNCATED, path);
      return false;
    }
    return true;
  }

  byte readByte() {
    return bytes[position++];
  }

  // ---- bounds

  /** Goes one record deeper; false where that is too deep. */
  boolean enter() {
    if (++depth > limits.depth()) {
      fail(Structure.DEPTH, "");
      return false;
    }
    return true;
  }

  void leave() {
    depth--;
  }

  /** Whether a block of so many items can stand in the bytes that remain. */
  boolean admits(long count, int minBytesPerItem, String path) {
    boolean fits;
    if (minBytesPerItem == 0) {
      fits = count <= limits.emptyItems() - emptyItems;
      if (fits) {
        emptyItems += (int) count;
      }
    } else {
      fits = count <= remaining() / minBytesPerItem;
    }
    if (!fits) {
      fail(Structure.COUNT, path);
    }
    return fits;
  }

  // ---- breaches

  /** How many breaches were found so far; a step that contains others tells by it which are new. */
  int breaches() {
    return breaches.size();
  }

  /** Notes that a demand does not hold; the walk goes on. */
  void breach(Demand demand) {
    // Counted apart: no number of warnings may crowd out what routes the record.
    if (demand.routes()
        ? routing++ < Verdict.MAX_VIOLATIONS
        : flagging++ < Verdict.MAX_VIOLATIONS) {
      add(demand);
    }
  }

  /** Notes that the bytes can't be read on; beyond the most that a verdict lists, if need be. */
  boolean fail(Structure structure, String path) {
    failed = true;
    add(Demand.of(ViolationClass.STRUCTURE, structure.rule(), path, structure.message()));
    return false;
  }

  private void add(Demand demand) {
    breaches.add(new Breach(demand));
  }

  /** Names the place that holds the breaches found since a mark. */
  void within(String segment, int mark) {
    for (int i = mark; i < breaches.size(); i++) {
      breaches.get(i).within(segment);
    }
  }

  private Verdict verdict() {
    List<Violation> violations = new ArrayList<>(breaches.size());
    List<Violation> warnings = new ArrayList<>();
    for (Breach breach : breaches) {
      (breach.demand.severity() == RuleSeverity.ERROR ? violations : warnings)
          .add(breach.violation());
    }
    if (violations.size() > Verdict.MAX_VIOLATIONS) {
      // The failure that ended the walk is worth more than the last of the others.
      violations.remove(Verdict.MAX_VIOLATIONS - 1);
    }
    breaches.clear();
    return new Verdict(violations, warnings);
  }

  /** A demand that does not hold, at a path that is completed on the way out of the record. */
  private static final class Breach {
    private final Demand demand;
    private String path;

    Breach(Demand demand) {
      this.demand = demand;
      this.path = demand.path();
    }

    void within(String segment) {
      path = path.isEmpty() || path.startsWith("[") ? segment + path : segment + "." + path;
    }

    Violation violation() {
      return new Violation(demand.violationClass(), demand.rule(), path, demand.message());
    }
  }
}
