package io.sluice.pipeline.sli;

/** How much a task holds until it hands it over: buckets and keys. */
final class Load {

  /** Beyond this it is handed over, whatever it is. */
  static final int MOST_BYTES = 4 * 1024 * 1024;

  /**
   * Keys of this much go on their way, while records do: a commit waits for what is left of them.
   */
  static final int KEY_BYTES = 64 * 1024;

  /** What a bucket takes, about. */
  private static final int BUCKET = 64;

  /** What the hash of a key takes. */
  static final int KEY = 16;

  private int buckets;
  private int keys;

  void addBucket() {
    buckets += BUCKET;
  }

  void addKey() {
    keys += KEY;
  }

  /**
   * Whether that is to be handed over. Keys go as they came; buckets, which would take in what
   * follows, go with them where they are the smaller part.
   */
  boolean isFull() {
    return (keys >= KEY_BYTES && keys >= buckets) || keys + buckets >= MOST_BYTES;
  }

  void clear() {
    buckets = 0;
    keys = 0;
  }
}
