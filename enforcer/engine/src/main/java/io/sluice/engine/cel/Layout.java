package io.sluice.engine.cel;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import io.sluice.engine.walk.LittleEndian;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where a writer's bytes hold what an expression reads, and what they mean by the contract's
 * schema. Read only after the walk has found the bytes to be sound: nothing is checked again here.
 * Immutable once built, and shared by all threads.
 */
public sealed interface Layout {

  /** Where the value that starts at a place ends. */
  int end(byte[] bytes, int at);

  /**
   * The value as cel-java has it: Boolean, Long, Double, String, CelByteString, Instant, Duration,
   * List, Map, {@link RecordValue}, {@link Decimal} or NullValue.
   *
   * @throws UnfitException where the writer's value is none of the contract's schema
   */
  Object decode(byte[] bytes, int at);

  /** A value that the contract's schema does not have, such as a symbol that its enum lacks. */
  final class UnfitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnfitException() {
      super("the contract's schema has no such value");
    }
  }

  /** Nothing at all. */
  record Null() implements Layout {
    @Override
    public int end(byte[] bytes, int at) {
      return at;
    }

    @Override
    public Object decode(byte[] bytes, int at) {
      return NullValue.NULL_VALUE;
    }
  }

  /** A value that is stepped over: the contract does not know it, or it does not fit. */
  record Unfit(Layout written) implements Layout {
    @Override
    public int end(byte[] bytes, int at) {
      return written.end(bytes, at);
    }

    @Override
    public Object decode(byte[] bytes, int at) {
      throw new UnfitException();
    }
  }

  /** One byte. */
  record Bool() implements Layout {
    @Override
    public int end(byte[] bytes, int at) {
      return at + 1;
    }

    @Override
    public Object decode(byte[] bytes, int at) {
      return bytes[at] != 0;
    }
  }

  /** A varint, and what it counts. */
  record Whole(Count count) implements Layout {

    /** What a whole number stands for. */
    public enum Count {
      NUMBER,
      /** Read as a double, to which the contract's schema promotes it. */
      DOUBLE,
      /** Likewise, as a float. */
      FLOAT,
      DATE,
      TIME_MILLIS,
      TIME_MICROS,
      TIMESTAMP_MILLIS,
      TIMESTAMP_MICROS,
      TIMESTAMP_NANOS
    }

    @Override
    public int end(byte[] bytes, int at) {
      return Varints.end(bytes, at);
    }

    @Override
    public Object decode(byte[] bytes, int at) {
      long value = Varints.read(bytes, at);
      return switch (count) {
        case NUMBER -> value;
        case DOUBLE -> (double) value;
        case FLOAT -> (double) (float) value;
        case DATE -> Instant.ofEpochSecond(Math.multiplyExact(value, Moments.SECONDS_OF_DAY));
        case TIME_MILLIS -> Duration.ofMillis(value);
        case TIME_MICROS ->
            Duration.ofSeconds(Math.floorDiv(value, 1_000_000L))
                .plusNanos(Math.floorMod(value, 1_000_000L) * 1_000);
        case TIMESTAMP_MILLIS -> Instant.ofEpochMilli(value);
        case TIMESTAMP_MICROS ->
            Instant.ofEpochSecond(
                Math.floorDiv(value, 1_000_000L), Math.floorMod(value, 1_000_000L) * 1_000);
        case TIMESTAMP_NANOS ->
            Instant.ofEpochSecond(
                Math.floorDiv(value, 1_000_000_000L), Math.floorMod(value, 1_000_000_000L));
      };
    }
  }

  /** Four or eight bytes, little endian. */
  record Floating(boolean isFloat) implements Layout {
    @Override
    public int end(byte[] bytes, int at) {
      return at + (isFloat ? Float.BYTES : Double.BYTES);
    }

    @Override
    public Object decode(byte[] bytes, int at) {
      return read(bytes, at);
    }

    public double read(byte[] bytes, int at) {
      return isFloat ? LittleEndian.readFloat(bytes, at) : LittleEndian.readDouble(bytes, at);
    }
  }

  /** UTF-8 with its length before it. */
  record Text() implements Layout {
    @Override
    public int end(byte[] bytes, int at) {
      return Varints.end(bytes, at) + (int) Varints.read(bytes, at);
    }

    @Override
    public Object decode(byte[] bytes, int at) {
      return string(bytes, at);
    }

    static String string(byte[] bytes, int at) {
      return new String(
          bytes, Varints.end(bytes, at), (int) Varints.read(bytes, at), StandardCharsets.UTF_8);
    }
  }

  /**
   * Bytes, and what they mean.
   *
   * @param fixed how many there are; {@link #PREFIXED} where their length stands before them
   * @param scale of decimals
   */
  record Binary(int fixed, Kind kind, int scale) implements Layout {

    public static final int PREFIXED = -1;

    /** What bytes stand for. */
    public enum Kind {
      BYTES,
      DECIMAL,
      UUID,
      /** Months, days and milliseconds. */
      DURATION
    }

    /** Where the bytes start. */
    public int start(byte[] bytes, int at) {
      return fixed == PREFIXED ? Varints.end(bytes, at) : at;
    }

    /** How many there are. */
    public int length(byte[] bytes, int at) {
      return fixed == PREFIXED ? (int) Varints.read(bytes, at) : fixed;
    }

    @Override
    public int end(byte[] bytes, int at) {
      return start(bytes, at) + length(bytes, at);
    }

    @Override
    public Object decode(byte[] bytes, int at) {
      int start = start(bytes, at);
      int length = length(bytes, at);
      return switch (kind) {
        case BYTES -> CelByteString.of(Arrays.copyOfRange(bytes, start, start + length));
        case DECIMAL -> Decimal.of(unscaled(bytes, start, length), scale);
        case UUID -> uuid(bytes, start);
        case DURATION -> DurationValue.read(bytes, start);
      };
    }

    private static BigInteger unscaled(byte[] bytes, int start, int length) {
      if (length == 0) {
        throw new UnfitException();
      }
      return new BigInteger(bytes, start, length);
    }

    private static String uuid(byte[] bytes, int start) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, start, 2 * Long.BYTES);
      return new UUID(buffer.getLong(), buffer.getLong()).toString();
    }

    BigDecimal decimal(byte[] bytes, int at) {
      return new BigDecimal(unscaled(bytes, start(bytes, at), length(bytes, at)), scale);
    }
  }

  /**
   * An enum: the index of one of the writer's symbols.
   *
   * @param symbols what each is by the contract's schema; null where that has none for it
   */
  record Symbols(List<@Nullable String> symbols) implements Layout {
    @Override
    public int end(byte[] bytes, int at) {
      return Varints.end(bytes, at);
    }

    @Override
    public Object decode(byte[] bytes, int at) {
      String symbol = symbols.get((int) Varints.read(bytes, at));
      if (symbol == null) {
        throw new UnfitException();
      }
      return symbol;
    }
  }

  /** A union: the index of a branch, then its value. */
  record Union(List<Layout> branches) implements Layout {

    Layout branch(byte[] bytes, int at) {
      return branches.get((int) Varints.read(bytes, at));
    }

    @Override
    public int end(byte[] bytes, int at) {
      return branch(bytes, at).end(bytes, Varints.end(bytes, at));
    }

    @Override
    public Object decode(byte[] bytes, int at) {
      return branch(bytes, at).decode(bytes, Varints.end(bytes, at));
    }
  }

  /** An array: blocks of items. */
  record Items(Layout item) implements Layout {
    @Override
    public int end(byte[] bytes, int at) {
      return BlockCursor.end(bytes, at, item, false);
    }

    @Override
    public Object decode(byte[] bytes, int at) {
      List<Object> items = new ArrayList<>();
      int next = at;
      while (true) {
        long count = Varints.read(bytes, next);
        next = BlockCursor.first(bytes, next);
        if (count == 0) {
          return items;
        }
        for (long i = Math.abs(count); i > 0; i--) {
          items.add(item.decode(bytes, next));
          next = item.end(bytes, next);
        }
      }
    }
  }

  /** A map: blocks of string keys and values. */
  record Entries(Layout value) implements Layout {

    private static final Text KEY = new Text();

    @Override
    public int end(byte[] bytes, int at) {
      return BlockCursor.end(bytes, at, value, true);
    }

    @Override
    public Object decode(byte[] bytes, int at) {
      Map<String, Object> entries = new LinkedHashMap<>();
      int next = at;
      while (true) {
        long count = Varints.read(bytes, next);
        next = BlockCursor.first(bytes, next);
        if (count == 0) {
          return entries;
        }
        for (long i = Math.abs(count); i > 0; i--) {
          String key = Text.string(bytes, next);
          next = KEY.end(bytes, next);
          entries.put(key, value.decode(bytes, next));
          next = value.end(bytes, next);
        }
      }
    }
  }

  /** A record. Its fields are set once, later: a schema may hold itself. */
  final class Fields implements Layout {

    private final String type;
    private Layout[] written = new Layout[0];
    private Map<String, Integer> places = Map.of();
    private Map<String, Object> absent = Map.of();

    /**
     * @param schema the contract's schema of the record
     */
    public Fields(Schema schema) {
      this.type = AvroTypes.name(schema);
    }

    /**
     * Sets the fields.
     *
     * @param layouts in the writer's order
     * @param names the place in that order of each field of the contract's schema that the writer
     *     has
     * @param defaults the values of those that it lacks
     */
    public void set(
        List<Layout> layouts, Map<String, Integer> names, Map<String, Object> defaults) {
      written = layouts.toArray(Layout[]::new);
      places = ImmutableMap.copyOf(names);
      absent = ImmutableMap.copyOf(defaults);
    }

    String type() {
      return type;
    }

    /** The names of the fields that the contract's schema has. */
    Iterable<String> names() {
      return Iterables.concat(places.keySet(), absent.keySet());
    }

    /** The place of a field among the written ones; -1 where the writer lacks it. */
    public int place(String field) {
      return places.getOrDefault(field, -1);
    }

    Layout layout(int place) {
      return written[place];
    }

    /** What stands in for a field that the writer lacks; null where the schema has no such one. */
    @Nullable Object standIn(String field) {
      return absent.get(field);
    }

    /** Where the field of a place starts, in a record that starts at a place in the bytes. */
    public int start(byte[] bytes, int at, int place) {
      int next = at;
      for (int i = 0; i < place; i++) {
        next = written[i].end(bytes, next);
      }
      return next;
    }

    @Override
    public int end(byte[] bytes, int at) {
      return start(bytes, at, written.length);
    }

    @Override
    public Object decode(byte[] bytes, int at) {
      return new RecordValue(this, bytes, at);
    }
  }
}
