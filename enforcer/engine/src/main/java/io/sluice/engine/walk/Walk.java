package io.sluice.engine.walk;

import io.sluice.engine.contract.RuleSeverity;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * One thread's walk over the bytes of a record: what its steps share, and what has been found
 * broken so far. Reused from record to record; not thread-safe.
 *
 * <p>Where the bytes can't be read on, the step that found it stops, and so does every step around
 * it.
 */
public final class Walk {

  private final Limits limits;
  private final InstantSource clock;
  private final Scratch scratch = new Scratch();
  private final List<Breach> breaches = new ArrayList<>();
  private final Spans spans = new Spans();
  private byte[] bytes = new byte[0];
  private int position;
  private int next;
  private int items;
  private int start;
  private int depth;
  private int emptyItems;
  private boolean onTrial;
  private int unnoted;
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
    begin(record, offset);
    position = root.walk(this, record, offset, offset + length);
    if (!failed && position < offset + length) {
      fail(Structure.TRAILING_BYTES, "");
    }
    return breaches.isEmpty() ? Verdict.COMPLIANT : verdict();
  }

  /**
   * Walks over the record that starts at the offset, and stands behind it where it was readable.
   */
  public Verdict overNext(Step root, byte[] records, int offset, int length) {
    begin(records, offset);
    position = root.walk(this, records, offset, offset + length);
    return breaches.isEmpty() ? Verdict.COMPLIANT : verdict();
  }

  private void begin(byte[] record, int offset) {
    bytes = record;
    start = offset;
    depth = 0;
    emptyItems = 0;
    routing = 0;
    flagging = 0;
    failed = false;
    onTrial = false;
    nowIsKnown = false;
    breaches.clear();
    spans.clear();
  }

  /** Whether the bytes could not be read on. */
  public boolean failed() {
    return failed;
  }

  /** Where the record starts that was walked over last. */
  public int start() {
    return start;
  }

  /** Where the record that was walked over last ends; where it could not be read, nowhere. */
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

  /**
   * Lets other bytes stand in for the record's, as those of a default do: what is read from now on
   * is read from them.
   *
   * @return what they stand in for, to be put back
   */
  public byte[] standIn(byte[] others) {
    byte[] record = bytes;
    bytes = others;
    return record;
  }

  /** Where the items stand that are to differ. */
  Spans spans() {
    return spans;
  }

  // ---- reading

  /**
   * Where that ends which was read last by one of the methods below; {@link Step#UNREADABLE}, which
   * has been noted, where it could not be read.
   */
  int next() {
    return next;
  }

  /** One zigzag varint of at most 64 bits. */
  long readLong(byte[] bytes, int at, int end, String path) {
    if (at < end && bytes[at] >= 0) {
      next = at + 1;
      return zigzag(bytes[at]);
    }
    return readVarint(bytes, at, end, 10, 1, path);
  }

  /** One zigzag varint of at most 32 bits. */
  int readInt(byte[] bytes, int at, int end, String path) {
    if (at < end && bytes[at] >= 0) {
      next = at + 1;
      return (int) zigzag(bytes[at]);
    }
    return (int) readVarint(bytes, at, end, 5, 0x0f, path);
  }

  private long readVarint(byte[] bytes, int at, int end, int maxBytes, int maxLast, String path) {
    if (end - at >= Long.BYTES) {
      long word = LittleEndian.readLong(bytes, at);
      int length = Varint.length(word);
      if (length < maxBytes && length <= Long.BYTES) {
        next = at + length;
        return zigzag(Varint.bits(word));
      }
    }
    return readVarintByByte(bytes, at, end, maxBytes, maxLast, path);
  }

  private long readVarintByByte(
      byte[] bytes, int at, int end, int maxBytes, int maxLast, String path) {
    long value = 0;
    int last = Math.min(end, at + maxBytes) - 1;
    for (int i = at; i <= last; i++) {
      byte b = bytes[i];
      value |= (long) (b & 0x7f) << (7 * (i - at));
      if (b >= 0) {
        if (i == at + maxBytes - 1 && b > maxLast) {
          break;
        }
        next = i + 1;
        return zigzag(value);
      }
    }
    next = fail(end - at < maxBytes ? Structure.TRUNCATED : Structure.VARINT, path);
    return 0;
  }

  private static long zigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }

  /** The length of what follows, which fits into the bytes that remain. */
  int readLength(byte[] bytes, int at, int end, String path) {
    long length = readLong(bytes, at, end, path);
    if (next != Step.UNREADABLE && (length < 0 || length > end - next)) {
      next = fail(Structure.LENGTH, path);
      return 0;
    }
    return (int) length;
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
  boolean admits(long count, int minBytesPerItem, int remaining) {
    if (minBytesPerItem > 0) {
      return count <= remaining / minBytesPerItem;
    }
    if (count > limits.emptyItems() - emptyItems) {
      return false;
    }
    emptyItems += (int) count;
    return true;
  }

  /** Notes how many items an array or a map has. */
  void counted(int count) {
    items = count;
  }

  /** How many items the array or map has that ended last. */
  int items() {
    return items;
  }

  // ---- breaches

  /** How many breaches were found so far; a step that contains others tells by it which are new. */
  int breaches() {
    return breaches.size();
  }

  /**
   * Whether a value, which this walk has found sound, breaks nothing of what a step holds it to.
   * What it breaks is not noted.
   */
  boolean breaksNothing(Step step, int at) {
    onTrial = true;
    unnoted = 0;
    depth = 0;
    emptyItems = 0;
    step.walk(this, bytes, at, bytes.length);
    onTrial = false;
    return unnoted == 0;
  }

  /** Notes that a demand does not hold; the walk goes on. */
  void breach(Demand demand) {
    if (onTrial) {
      unnoted++;
      return;
    }
    // Counted apart: no number of warnings may crowd out what routes the record.
    if (demand.routes()
        ? routing++ < Verdict.MAX_VIOLATIONS
        : flagging++ < Verdict.MAX_VIOLATIONS) {
      add(demand);
    }
  }

  /**
   * Notes that the bytes can't be read on; beyond the most that a verdict lists, if need be.
   *
   * @return {@link Step#UNREADABLE}
   */
  int fail(Structure structure, String path) {
    if (onTrial) {
      unnoted++;
      return Step.UNREADABLE;
    }
    failed = true;
    add(Demand.of(ViolationClass.STRUCTURE, structure.rule(), path, structure.message()));
    return Step.UNREADABLE;
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
