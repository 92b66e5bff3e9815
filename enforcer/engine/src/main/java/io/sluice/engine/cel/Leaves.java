package io.sluice.engine.cel;

import dev.cel.common.values.NullValue;
import io.sluice.engine.walk.TwosComplement;
import io.sluice.engine.walk.Walk;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes that read a value from the record, or have it from the expression. */
final class Leaves {

  private Leaves() {}

  /** The node that reads what lies at a place. */
  static Node at(Place place) throws UncompilableException {
    return switch (place.layout()) {
      case Layout.Bool() -> new TruthAt(place);
      case Layout.Whole whole ->
          switch (whole.count()) {
            case NUMBER -> new WholeAt(place);
            case DOUBLE, FLOAT -> new PromotedAt(place, whole.count() == Layout.Whole.Count.FLOAT);
            default -> new MomentAt(place, whole.count());
          };
      case Layout.Floating floating -> new RealAt(place, floating);
      case Layout.Text() -> new TextAt(place);
      case Layout.Symbols symbols -> new SymbolAt(place, symbols);
      case Layout.Binary binary -> {
        if (binary.kind() != Layout.Binary.Kind.DECIMAL) {
          throw new UncompilableException("it reads bytes");
        }
        yield new ExactAt(place, binary);
      }
      case Layout.Items items -> new Node.Container(place);
      case Layout.Entries entries -> new Node.Container(place);
      case Layout.Fields fields -> new Node.Container(place);
      case Layout.Null() -> throw new IllegalStateException("no place is of null alone");
      case Layout.Unfit unfit -> throw new IllegalStateException("no place is unfit");
      case Layout.Union union -> throw new IllegalStateException("unions are resolved");
    };
  }

  /** The node of a value that is known beforehand. */
  static Node constant(Object value) throws UncompilableException {
    return switch (value) {
      case NullValue ignored -> new Node.Null();
      case Boolean truth -> (Node.Truth) walk -> truth;
      case Long number -> new WholeConstant(number);
      case Double number -> (Node.Real) walk -> number;
      case String text -> new TextConstant(text.getBytes(StandardCharsets.UTF_8));
      case Instant instant -> new MomentConstant(instant.getEpochSecond(), instant.getNano());
      case Duration duration -> new MomentConstant(duration.getSeconds(), duration.getNano());
      case Decimal decimal -> new ExactConstant(decimal.number());
      default -> throw new UncompilableException("it has a constant of another kind");
    };
  }

  abstract static class At implements Node.Reading {
    final Place place;

    At(Place place) {
      this.place = place;
    }

    @Override
    public final Place place() {
      return place;
    }
  }

  private static final class TruthAt extends At implements Node.Truth {
    TruthAt(Place place) {
      super(place);
    }

    @Override
    public boolean holds(Walk walk) {
      int at = place.at(walk);
      return at != Place.NOWHERE && walk.bytes()[at] != 0;
    }
  }

  private static final class WholeAt extends At implements Node.Whole {
    WholeAt(Place place) {
      super(place);
    }

    @Override
    public long value(Walk walk) {
      int at = place.at(walk);
      return at == Place.NOWHERE ? 0 : Varints.read(walk.bytes(), at);
    }
  }

  private static final class PromotedAt extends At implements Node.Real {
    private final boolean toFloat;

    PromotedAt(Place place, boolean toFloat) {
      super(place);
      this.toFloat = toFloat;
    }

    @Override
    public double value(Walk walk) {
      int at = place.at(walk);
      if (at == Place.NOWHERE) {
        return 0;
      }
      long whole = Varints.read(walk.bytes(), at);
      return toFloat ? (float) whole : whole;
    }
  }

  private static final class RealAt extends At implements Node.Real {
    private final Layout.Floating floating;

    RealAt(Place place, Layout.Floating floating) {
      super(place);
      this.floating = floating;
    }

    @Override
    public double value(Walk walk) {
      int at = place.at(walk);
      return at == Place.NOWHERE ? 0 : floating.read(walk.bytes(), at);
    }
  }

  private static final class TextAt extends At implements Node.Text {
    TextAt(Place place) {
      super(place);
    }

    @Override
    public void read(Walk walk, int register) {
      int at = place.at(walk);
      if (at != Place.NOWHERE) {
        byte[] bytes = walk.bytes();
        walk.scratch().text(register, bytes, Varints.end(bytes, at), (int) Varints.read(bytes, at));
      }
    }

    @Override
    public boolean is(Walk walk, byte[] utf8, int register) {
      int at = place.at(walk);
      if (at == Place.NOWHERE) {
        return false;
      }
      byte[] bytes = walk.bytes();
      int start = Varints.end(bytes, at);
      return Varints.read(bytes, at) == utf8.length
          && Arrays.equals(bytes, start, start + utf8.length, utf8, 0, utf8.length);
    }
  }

  private static final class SymbolAt extends At implements Node.Text {
    private final List<byte @Nullable []> symbols = new ArrayList<>();

    SymbolAt(Place place, Layout.Symbols layout) {
      super(place);
      for (String symbol : layout.symbols()) {
        symbols.add(symbol == null ? null : symbol.getBytes(StandardCharsets.UTF_8));
      }
    }

    @Override
    public void read(Walk walk, int register) {
      int at = place.at(walk);
      if (at == Place.NOWHERE) {
        return;
      }
      byte[] symbol = symbols.get((int) Varints.read(walk.bytes(), at));
      if (symbol == null) {
        walk.scratch().failed(true);
      } else {
        walk.scratch().text(register, symbol, 0, symbol.length);
      }
    }
  }

  static final class MomentAt extends At implements Node.Moment {
    private final Layout.Whole.Count meaning;

    MomentAt(Place place, Layout.Whole.Count meaning) {
      super(place);
      this.meaning = meaning;
    }

    /** Whether its number counts what that of another one does. */
    boolean hasUnitOf(MomentAt other) {
      return meaning == other.meaning;
    }

    /** Its number alone. */
    Node.Whole count() {
      return new WholeAt(place);
    }

    @Override
    public long seconds(Walk walk) {
      int at = place.at(walk);
      if (at == Place.NOWHERE) {
        return 0;
      }
      long value = Varints.read(walk.bytes(), at);
      return switch (meaning) {
        case DATE -> seconds(walk, value, Moments.SECONDS_OF_DAY);
        case TIME_MILLIS, TIMESTAMP_MILLIS -> split(walk, value, 1_000);
        case TIME_MICROS, TIMESTAMP_MICROS -> split(walk, value, 1_000_000);
        case TIMESTAMP_NANOS -> split(walk, value, Moments.NANOS_OF_SECOND);
        case NUMBER, DOUBLE, FLOAT -> throw new IllegalStateException("no moment: " + meaning);
      };
    }

    private static long seconds(Walk walk, long value, long unit) {
      walk.scratch().nanos(0);
      return value * unit;
    }

    private static long split(Walk walk, long value, int perSecond) {
      walk.scratch().nanos(Math.floorMod(value, perSecond) * (Moments.NANOS_OF_SECOND / perSecond));
      return Math.floorDiv(value, perSecond);
    }
  }

  private static final class ExactAt extends At implements Node.Exact {
    private final Layout.Binary binary;

    ExactAt(Place place, Layout.Binary binary) {
      super(place);
      this.binary = binary;
    }

    @Override
    public int scale() {
      return binary.scale();
    }

    @Override
    public boolean isSmall(Walk walk) {
      int at = place.at(walk);
      if (at == Place.NOWHERE) {
        return false;
      }
      int start = binary.start(walk.bytes(), at);
      int length = binary.length(walk.bytes(), at);
      if (length == 0) {
        walk.scratch().failed(true);
        return false;
      }
      return length - TwosComplement.padding(walk.bytes(), start, length) <= Long.BYTES;
    }

    @Override
    public long unscaled(Walk walk) {
      byte[] bytes = walk.bytes();
      int at = place.at(walk);
      int start = binary.start(bytes, at);
      int length = binary.length(bytes, at);
      long unscaled = bytes[start];
      for (int i = 1; i < length; i++) {
        unscaled = (unscaled << Byte.SIZE) | (bytes[start + i] & 0xff);
      }
      return unscaled;
    }

    @Override
    public BigDecimal number(Walk walk) {
      return binary.decimal(walk.bytes(), place.at(walk));
    }
  }

  private record WholeConstant(long number) implements Node.Whole {
    @Override
    public long value(Walk walk) {
      return number;
    }
  }

  static final class TextConstant implements Node.Text {
    private final byte[] utf8;

    TextConstant(byte[] utf8) {
      this.utf8 = utf8;
    }

    byte[] utf8() {
      return utf8;
    }

    @Override
    public void read(Walk walk, int register) {
      walk.scratch().text(register, utf8, 0, utf8.length);
    }
  }

  private record MomentConstant(long epochSeconds, int fraction) implements Node.Moment {
    @Override
    public long seconds(Walk walk) {
      walk.scratch().nanos(fraction);
      return epochSeconds;
    }
  }

  /** The time of processing. */
  record Now() implements Node.Moment {
    @Override
    public long seconds(Walk walk) {
      long millis = walk.now();
      walk.scratch().nanos((int) Math.floorMod(millis, 1_000L) * 1_000_000);
      return Math.floorDiv(millis, 1_000L);
    }
  }

  private static final class ExactConstant implements Node.Exact {
    private final BigDecimal constant;
    private final boolean isSmall;
    private final long unscaled;

    ExactConstant(BigDecimal constant) {
      this.constant = constant;
      isSmall = constant.unscaledValue().bitLength() < Long.SIZE;
      unscaled = constant.unscaledValue().longValue();
    }

    @Override
    public int scale() {
      return constant.scale();
    }

    @Override
    public boolean isSmall(Walk walk) {
      return isSmall;
    }

    @Override
    public long unscaled(Walk walk) {
      return unscaled;
    }

    @Override
    public BigDecimal number(Walk walk) {
      return constant;
    }
  }

  /** An int where a decimal is compared to it. */
  record ExactOfWhole(Node.Whole whole) implements Node.Exact {
    @Override
    public boolean isNullable() {
      return whole.isNullable();
    }

    @Override
    public boolean isNull(Walk walk) {
      return whole.isNull(walk);
    }

    @Override
    public int scale() {
      return 0;
    }

    @Override
    public boolean isSmall(Walk walk) {
      whole.value(walk);
      return true;
    }

    @Override
    public long unscaled(Walk walk) {
      return whole.value(walk);
    }

    @Override
    public BigDecimal number(Walk walk) {
      return BigDecimal.valueOf(whole.value(walk));
    }
  }
}
