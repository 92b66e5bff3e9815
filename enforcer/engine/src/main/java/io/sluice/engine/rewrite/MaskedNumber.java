package io.sluice.engine.rewrite;

import io.sluice.engine.cel.Layout;
import io.sluice.engine.cel.Varints;
import io.sluice.engine.contract.Mask;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** A number, or what is counted in one, of which another is written. */
public sealed interface MaskedNumber extends Part {

  /** A whole number from 0 to 2<sup>63</sup> − 1, from the hash of the value's digits. */
  record Hashed(int key) implements MaskedNumber {
    @Override
    public int write(Rewriting out, byte[] in, int at) {
      byte[] digits = Long.toString(Varints.read(in, at)).getBytes(StandardCharsets.US_ASCII);
      out.putWhole(ByteBuffer.wrap(out.hash(key, digits, 0, digits.length)).getLong() >>> 1);
      return Varints.end(in, at);
    }
  }

  /** A whole number's bucket. */
  record Bucket(long bucket) implements MaskedNumber {
    @Override
    public int write(Rewriting out, byte[] in, int at) {
      out.putWhole(bucketed(Varints.read(in, at)));
      return Varints.end(in, at);
    }

    private long bucketed(long value) {
      return value - value % bucket;
    }
  }

  /**
   * A floating-point number's bucket, by the decimal that it prints as; what is no number stays
   * that.
   *
   * @param from how it is written, as a whole number too
   * @param toFloat whether the product has a float
   */
  record RealBucket(Layout from, boolean toFloat, BigDecimal bucket) implements MaskedNumber {
    @Override
    public int write(Rewriting out, byte[] in, int at) {
      double value =
          from instanceof Layout.Floating floating
              ? floating.read(in, at)
              : (double) Varints.read(in, at);
      if (toFloat) {
        out.putFloat((float) bucketed(value));
      } else {
        out.putDouble(bucketed(value));
      }
      return from.end(in, at);
    }

    private double bucketed(double value) {
      if (!Double.isFinite(value)) {
        return value;
      }
      boolean isFloat = from instanceof Layout.Floating(boolean single) && single;
      BigDecimal printed =
          new BigDecimal(isFloat ? Float.toString((float) value) : Double.toString(value));
      return printed.subtract(printed.remainder(bucket)).doubleValue();
    }
  }

  /** A date or a timestamp, cut in UTC. */
  record Cut(Mask.Unit unit, Layout.Whole.Count count) implements MaskedNumber {
    @Override
    public int write(Rewriting out, byte[] in, int at) {
      long unitsOfDay = unitsOfDay();
      long day = Math.floorDiv(Varints.read(in, at), unitsOfDay);
      out.putWhole(Math.max(first(LocalDate.ofEpochDay(day)), least(unitsOfDay)) * unitsOfDay);
      return Varints.end(in, at);
    }

    private long first(LocalDate date) {
      return switch (unit) {
        case YEAR -> date.withDayOfYear(1).toEpochDay();
        case MONTH -> date.withDayOfMonth(1).toEpochDay();
        case DAY -> date.toEpochDay();
      };
    }

    /**
     * The first whole day that the type has: the unit of a day before any calendar may begin
     * earlier.
     */
    private long least(long unitsOfDay) {
      return count == Layout.Whole.Count.DATE ? Integer.MIN_VALUE : Long.MIN_VALUE / unitsOfDay;
    }

    private long unitsOfDay() {
      return switch (count) {
        case DATE -> 1;
        case TIMESTAMP_MILLIS -> 86_400_000L;
        case TIMESTAMP_MICROS -> 86_400_000_000L;
        case TIMESTAMP_NANOS -> 86_400_000_000_000L;
        case NUMBER, DOUBLE, FLOAT, TIME_MILLIS, TIME_MICROS ->
            throw new IllegalStateException("no point in time: " + count);
      };
    }
  }
}
