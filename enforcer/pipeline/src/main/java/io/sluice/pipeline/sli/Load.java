package io.sluice.pipeline.sli;

/** How much a task holds until its next commit: buckets and keys. */
final class Load {

  /** Beyond this a commit is asked for. */
  static final int MOST_BYTES = 4 * 1024 * 1024;

  /** What a bucket takes, about. */
  static final int BUCKET = 64;

  /** What the hash of a key takes. */
  static final int KEY = 16;

  private int bytes;

  void grow(int by) {
    bytes += by;
  }

  boolean isFull() {
    return bytes >= MOST_BYTES;
  }

  void clear() {
    bytes = 0;
  }
}
