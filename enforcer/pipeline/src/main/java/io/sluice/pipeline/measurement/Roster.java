package io.sluice.pipeline.measurement;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The population that a reference topic holds, as far as it has been read: which member each of its
 * records stands for. A later record of the same record key takes the place of the one before.
 * Whoever reads the topic writes it, whoever measures asks it; thread-safe.
 *
 * <p>A record that stands for a member takes 74 to 138 bytes of memory, see {@link KeyTable}; one
 * that stands for none takes nothing. So a million members take 74 to 138 MB.
 */
public final class Roster implements Members {

  /** So many records that stand for members are taken. */
  public static final int MOST = 5_000_000;

  private static final int NOBODY = KeyTable.NONE;

  /** The member that each record stands for, by the hash of the record's key: its number. */
  private final KeyTable records = new KeyTable();

  /** The number of each member, by its hash. */
  private final KeyTable members = new KeyTable();

  /** The two halves of each member's hash; of a number that is free, the next such number. */
  private long[] hashes = new long[32];

  /** How many records stand for each member. */
  private int[] bearers = new int[16];

  /** Records of which nobody can say whom they stand for, by the hashes of their keys. */
  private final KeyTable undecided = new KeyTable();

  private String undecidedReason = "";
  private int firstFree = NOBODY;
  private long revision;
  private @Nullable String unknown;

  /**
   * A roster of which nothing has been read.
   *
   * @param unknown why its members are not known yet
   */
  public Roster(String unknown) {
    this.unknown = unknown;
  }

  // ---- reading the topic

  /** All that stood there has been read: from now on the members are known. */
  public synchronized void known() {
    unknown = null;
    revision++;
  }

  /**
   * The members are not known any more, or still not.
   *
   * @param reason in words; holds no value
   */
  public synchronized void unknown(String reason) {
    unknown = reason;
    revision++;
  }

  /**
   * Forgets all records: the topic is read anew.
   *
   * @param reason why its members are not known until then
   */
  public synchronized void clear(String reason) {
    unknown(reason);
    records.retain(any -> false);
    members.retain(any -> false);
    undecided.retain(any -> false);
    firstFree = NOBODY;
  }

  /**
   * Takes a record.
   *
   * @param record the hash of its key
   * @param member the hash of the member that it stands for; null where it stands for none
   * @return false where there is no room for one more
   */
  public synchronized boolean put(byte[] record, byte @Nullable [] member) {
    ByteBuffer key = ByteBuffer.wrap(record);
    long high = key.getLong();
    long low = key.getLong();
    int before = records.get(high, low);
    if (undecided.get(high, low) != NOBODY) {
      undecided.remove(high, low);
      revision++;
    }
    if (member == null) {
      records.remove(high, low);
    } else if (before == NOBODY && records.size() >= MOST) {
      return false;
    } else {
      int number = number(ByteBuffer.wrap(member));
      bearers[number]++;
      records.put(high, low, number);
    }
    if (before != NOBODY && --bearers[before] == 0) {
      leave(before);
    }
    return true;
  }

  /**
   * Takes a record of which nobody can say whom it stands for. As long as it is its key's last one,
   * the members are not known.
   *
   * @param record the hash of its key
   * @param reason in words; holds no value
   */
  public synchronized void undecided(byte[] record, String reason) {
    ByteBuffer key = ByteBuffer.wrap(record);
    undecided.put(key.getLong(), key.getLong(), 0);
    undecidedReason = reason;
    revision++;
  }

  /** The number of a member, who joins where need be. */
  private int number(ByteBuffer member) {
    long high = member.getLong();
    long low = member.getLong();
    int known = members.get(high, low);
    if (known != NOBODY) {
      return known;
    }
    int number = free();
    hashes[2 * number] = high;
    hashes[2 * number + 1] = low;
    bearers[number] = 0;
    members.put(high, low, number);
    revision++;
    return number;
  }

  private int free() {
    if (firstFree != NOBODY) {
      int number = firstFree;
      firstFree = (int) hashes[2 * number];
      return number;
    }
    int number = members.size();
    if (number == bearers.length) {
      bearers = Arrays.copyOf(bearers, number + (number >> 1));
      hashes = Arrays.copyOf(hashes, 2 * bearers.length);
    }
    return number;
  }

  private void leave(int number) {
    members.remove(hashes[2 * number], hashes[2 * number + 1]);
    hashes[2 * number] = firstFree;
    firstFree = number;
    revision++;
  }

  // ---- measuring

  /** Why the members are not known, in words; empty where they are. */
  public synchronized Optional<String> unknown() {
    if (unknown != null) {
      return Optional.of(unknown);
    } else if (undecided.size() > 0) {
      return Optional.of(undecidedReason);
    }
    return members.size() == 0
        ? Optional.of("the reference topic holds no member of the population")
        : Optional.empty();
  }

  /** How many members there are, as far as they have been read. */
  public synchronized int size() {
    return members.size();
  }

  @Override
  public synchronized long revision() {
    return revision;
  }

  /** Visits each member; nobody while they are not known. */
  @Override
  public synchronized void visit(Visitor visitor) {
    if (unknown == null && undecided.size() == 0) {
      members.visit((high, low, number) -> visitor.visit(high, low));
    }
  }
}
