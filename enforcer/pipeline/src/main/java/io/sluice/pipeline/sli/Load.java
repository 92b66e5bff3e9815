package io.sluice.pipeline.sli;

/** How much a task holds until its next commit: buckets and keys. */
final class Load {

  /**
   * Beyond this a commit is asked for. A bucket takes some 60 bytes, a key 32 to 64: 4 MB at most.
   */
  static final int MOST = 50_000;

  private int entries;

  void grow() {
    entries++;
  }

  boolean isFull() {
    return entries >= MOST;
  }

  void clear() {
    entries = 0;
  }
}
