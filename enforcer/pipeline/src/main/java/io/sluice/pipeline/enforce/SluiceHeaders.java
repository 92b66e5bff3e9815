package io.sluice.pipeline.enforce;

import io.sluice.engine.contract.Stamp;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The headers that Sluice writes. Values are UTF-8, numbers in decimal. What comes in under these
 * names is dropped: nothing inbound can pass for Sluice's own.
 */
public final class SluiceHeaders {

  /** Every name that begins so is Sluice's own. */
  public static final String PREFIX = "sluice.";

  /** {@code <id>:<version>} of the contract that judged the record. */
  public static final String CONTRACT = "sluice.contract";

  /**
   * On product records of a deprecated contract: JSON object of {@code endOfSupport} and {@code
   * endOfLife}, as ISO dates, and {@code replacedBy}, as far as the contract says them.
   */
  public static final String DEPRECATED = "sluice.deprecated";

  /** When the record was judged, ISO-8601 in UTC with milliseconds. */
  public static final String TIMESTAMP = "sluice.timestamp";

  /**
   * On product records whose contract masks by keys: the id of the key in the keyset that made the
   * masks. Of one id, equal values have equal masks.
   */
  public static final String KEYS = "sluice.keys";

  /** On flagged product records: the warnings, as {@link #VIOLATIONS} has violations. */
  public static final String WARNINGS = "sluice.warnings";

  /**
   * On product records that violate a contract in shadow: the violations, as {@link #VIOLATIONS}
   * has them; {@link #CLASS} stands beside it.
   */
  public static final String SHADOWED = "sluice.shadowed";

  /** "true" on letters that are samples of what passed in shadow. */
  public static final String SAMPLE = "sluice.sample";

  /** The record's timestamp where it is negative, which no topic accepts: the record then has 0. */
  public static final String ORIGINAL_TIMESTAMP = "sluice.original.timestamp";

  /** On dead letters, and what passed in shadow: SCHEMA, STRUCTURE, RULE or INTERNAL. */
  public static final String CLASS = "sluice.class";

  /** On dead letters: JSON array of {@code {"rule","path","message"}}. */
  public static final String VIOLATIONS = "sluice.violations";

  /** On dead letters: the writer schema id that the record names; absent where it names none. */
  public static final String SCHEMA_ID = "sluice.schema.id";

  /** On dead letters: the application id of the pipeline that judged the record. */
  public static final String APPLICATION = "sluice.application";

  /** On dead letters and in the replay topic: how often the record was replayed. */
  public static final String REPLAY_COUNT = "sluice.replay.count";

  /**
   * On sealed dead letters: what is sealed in place of the value, of {@code key}, {@code headers}
   * and {@code value}, joined by commas.
   */
  public static final String SEALED = "sluice.sealed";

  /** On sealed dead letters: the id of the key in the keyset of letters that sealed it. */
  public static final String SEALED_KEY = "sluice.sealed.key";

  /** What {@link #SEALED} says of what is sealed. */
  static final String SEALED_PARTS = "headers,value";

  static final String SEALED_PARTS_WITH_KEY = "key," + SEALED_PARTS;

  /** "true" where the other headers say less than usual, so that the record fits into its topic. */
  public static final String TRUNCATED = "sluice.truncated";

  /**
   * The names under which Kafka Streams itself describes dead letters (KIP-1034), so that tools
   * which read those read these.
   */
  public static final String STREAMS_PREFIX = "__streams.errors.";

  public static final String STREAMS_TOPIC = STREAMS_PREFIX + "topic";
  public static final String STREAMS_PARTITION = STREAMS_PREFIX + "partition";
  public static final String STREAMS_OFFSET = STREAMS_PREFIX + "offset";
  public static final String STREAMS_EXCEPTION = STREAMS_PREFIX + "exception";
  public static final String STREAMS_MESSAGE = STREAMS_PREFIX + "message";

  private SluiceHeaders() {}

  /** The header of a stamp. */
  public static String of(Stamp stamp) {
    return switch (stamp) {
      case CONTRACT -> CONTRACT;
      case TIMESTAMP -> TIMESTAMP;
    };
  }

  /** Those of a record's headers that say how it is sealed. */
  static List<Header> ofSeal(Headers headers) {
    List<Header> ofSeal = new ArrayList<>();
    for (String name : List.of(SEALED, SEALED_KEY)) {
      Header header = headers.lastHeader(name);
      if (header != null) {
        ofSeal.add(header);
      }
    }
    return ofSeal;
  }

  /** Whether headers of a name are Sluice's own, whoever sent them. */
  static boolean areSluices(String name) {
    return name.startsWith(PREFIX);
  }

  /** Whether headers of a name say why a record is a dead letter, and so never came with it. */
  public static boolean areOfLetters(String name) {
    return areSluices(name) || name.startsWith(STREAMS_PREFIX);
  }
}
