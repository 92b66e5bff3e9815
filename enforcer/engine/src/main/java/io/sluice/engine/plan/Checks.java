package io.sluice.engine.plan;

import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.text.StringFormat;
import io.sluice.engine.verdict.ViolationClass;
import io.sluice.engine.walk.DecimalCheck;
import io.sluice.engine.walk.Demand;
import io.sluice.engine.walk.DoubleCheck;
import io.sluice.engine.walk.LongCheck;
import io.sluice.engine.walk.Size;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Compiles rules to the checks of one type. Each method gives null for a rule that says nothing of
 * values of that kind, such as {@code required}, and throws for one that can't apply to them.
 */
final class Checks {

  private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  private Checks() {}

  /** Compiles one constraint to a check of one kind. */
  @FunctionalInterface
  interface Compiler<C> {
    @Nullable C compile(Constraint constraint, Schema type, Demand demand)
        throws InapplicableException;
  }

  /** What a step reports for a rule. */
  static Demand demand(Rule rule, String name) {
    return new Demand(
        ViolationClass.RULE,
        rule.id(),
        name,
        Sentences.demanding(rule.constraint()),
        rule.severity());
  }

  /** The checks of all rules that apply to a type; what can't apply to it is left out. */
  static <C> List<C> of(List<Rule> rules, Schema type, String name, Compiler<C> compiler) {
    return rules.stream()
        .map(
            rule -> {
              try {
                return compiler.compile(rule.constraint(), type, demand(rule, name));
              } catch (InapplicableException e) {
                // SchemaCheck has seen to it that it applies to another branch of the union.
                return null;
              }
            })
        .flatMap(Stream::ofNullable)
        .toList();
  }

  /**
   * Why a constraint can't apply to a type; null where it can.
   *
   * @param rules those of the same field, itself among them
   */
  static @Nullable String inapplicable(Constraint constraint, List<Rule> rules, Schema type) {
    Demand demand = Demand.of(ViolationClass.RULE, "", "", "");
    try {
      Compiler<?> compiler =
          switch (ValueKind.of(type)) {
            case WHOLE -> Checks::whole;
            case FLOATING -> Checks::floating;
            case DECIMAL -> Checks::decimal;
            case TEXT, SYMBOL, BOOLEAN -> TextChecks.of(rules);
            case ARRAY -> Checks::array;
            case MAP -> Checks::map;
            case NULL, BYTES, RECORD, UNION -> Checks::opaque;
          };
      compiler.compile(constraint, type, demand);
      return null;
    } catch (InapplicableException e) {
      return Objects.requireNonNull(e.getMessage());
    }
  }

  /** What null breaks. */
  static List<Demand> ofNull(List<Rule> rules, String name) {
    return rules.stream().filter(Checks::excludesNull).map(rule -> demand(rule, name)).toList();
  }

  private static boolean excludesNull(Rule rule) {
    return excludesNull(rule.constraint());
  }

  /** Whether null breaks a constraint. */
  static boolean excludesNull(Constraint constraint) {
    return constraint instanceof Constraint.Required
        || (constraint instanceof Constraint.NotMissing missing && missing.nullIsMissing());
  }

  static @Nullable LongCheck whole(Constraint constraint, Schema type, Demand demand)
      throws InapplicableException {
    return switch (constraint) {
      case Constraint.Minimum(String bound, boolean exclusive) ->
          between(Bound.lowest(Bound.parse(bound, type), exclusive), MAX_LONG, demand);
      case Constraint.Maximum(String bound, boolean exclusive) ->
          between(MIN_LONG, Bound.highest(Bound.parse(bound, type), exclusive), demand);
      case Constraint.MultipleOf(BigDecimal factor) -> multipleOf(factor, type, demand);
      case Constraint.Format(String format) -> integer(format, type, demand);
      case Constraint.ValidValues(List<String> values) ->
          new LongCheck.Among(wholeValues(values, type), true, demand);
      case Constraint.NotMissing(List<String> values, boolean nullIsMissing) ->
          new LongCheck.Among(wholeValues(values, type), false, demand);
      default -> {
        passOver(constraint, type);
        yield null;
      }
    };
  }

  private static LongCheck between(BigInteger lowest, BigInteger highest, Demand demand) {
    if (lowest.compareTo(MAX_LONG) > 0 || highest.compareTo(MIN_LONG) < 0) {
      return new LongCheck.Between(1, 0, demand);
    }
    return new LongCheck.Between(
        lowest.max(MIN_LONG).longValueExact(), highest.min(MAX_LONG).longValueExact(), demand);
  }

  /** A whole number is a multiple of p/q, in lowest terms, where it is a multiple of p. */
  private static LongCheck multipleOf(BigDecimal factor, Schema type, Demand demand)
      throws InapplicableException {
    if (Compatibility.meaning(type) != null) {
      throw cannotApply(new Constraint.MultipleOf(factor), type);
    }
    BigDecimal exact = factor.stripTrailingZeros();
    BigInteger denominator = BigInteger.TEN.pow(Math.max(0, exact.scale()));
    BigInteger numerator = exact.multiply(new BigDecimal(denominator)).toBigIntegerExact();
    BigInteger reduced = numerator.divide(numerator.gcd(denominator));
    // Zero alone is a multiple of a factor beyond 64 bits.
    return reduced.bitLength() > 63
        ? new LongCheck.Between(0, 0, demand)
        : new LongCheck.MultipleOf(reduced.longValueExact(), demand);
  }

  /** The range of an integer format, {@code i8} to {@code u128}. */
  private static LongCheck integer(String format, Schema type, Demand demand)
      throws InapplicableException {
    if (!format.matches("[iu](8|16|32|64|128)") || Compatibility.meaning(type) != null) {
      throw cannotApply(new Constraint.Format(format), type);
    }
    int bits = Integer.parseInt(format.substring(1));
    boolean signed = format.startsWith("i");
    BigInteger beyond = BigInteger.TWO.pow(signed ? bits - 1 : bits);
    return between(
        signed ? beyond.negate() : BigInteger.ZERO, beyond.subtract(BigInteger.ONE), demand);
  }

  private static long[] wholeValues(List<String> values, Schema type) throws InapplicableException {
    long[] exact = new long[values.size()];
    int count = 0;
    for (String value : values) {
      BigDecimal number = Bound.parse(value, type);
      if (number.stripTrailingZeros().scale() <= 0 && number.toBigInteger().bitLength() <= 63) {
        exact[count++] = number.longValueExact();
      }
    }
    return Arrays.copyOf(exact, count);
  }

  static @Nullable DoubleCheck floating(Constraint constraint, Schema type, Demand demand)
      throws InapplicableException {
    return switch (constraint) {
      case Constraint.Minimum(String bound, boolean exclusive) ->
          new DoubleCheck.AtLeast(nearest(bound, type), exclusive, demand);
      case Constraint.Maximum(String bound, boolean exclusive) ->
          new DoubleCheck.AtMost(nearest(bound, type), exclusive, demand);
      case Constraint.MultipleOf(BigDecimal factor) ->
          new DoubleCheck.MultipleOf(factor, type.getType() == Schema.Type.FLOAT, demand);
      case Constraint.Format(String format)
          when format.equals("f64")
              || (format.equals("f32") && type.getType() == Schema.Type.FLOAT) ->
          // Every value of the type has it.
          null;
      case Constraint.ValidValues(List<String> values) ->
          new DoubleCheck.Among(nearest(values, type), true, demand);
      case Constraint.NotMissing(List<String> values, boolean nullIsMissing) ->
          new DoubleCheck.Among(nearest(values, type), false, demand);
      default -> {
        passOver(constraint, type);
        yield null;
      }
    };
  }

  /** The number of the type that a literal means: 0.1 for a float is the float nearest to it. */
  private static double nearest(String bound, Schema type) throws InapplicableException {
    BigDecimal exact = Bound.parse(bound, type);
    return type.getType() == Schema.Type.FLOAT ? exact.floatValue() : exact.doubleValue();
  }

  private static double[] nearest(List<String> values, Schema type) throws InapplicableException {
    double[] numbers = new double[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = nearest(values.get(i), type);
    }
    return numbers;
  }

  static @Nullable DecimalCheck decimal(Constraint constraint, Schema type, Demand demand)
      throws InapplicableException {
    int scale = scale(type);
    return switch (constraint) {
      case Constraint.Minimum(String bound, boolean exclusive) ->
          new DecimalCheck.Between(
              Bound.lowest(Bound.parse(bound, type).movePointRight(scale), exclusive),
              null,
              demand);
      case Constraint.Maximum(String bound, boolean exclusive) ->
          new DecimalCheck.Between(
              null,
              Bound.highest(Bound.parse(bound, type).movePointRight(scale), exclusive),
              demand);
      case Constraint.MultipleOf(BigDecimal factor) ->
          new DecimalCheck.MultipleOf(unscaledFactor(factor, scale), demand);
      case Constraint.ValidValues(List<String> values) ->
          new DecimalCheck.Among(unscaled(values, type, scale), true, demand);
      case Constraint.NotMissing(List<String> values, boolean nullIsMissing) ->
          new DecimalCheck.Among(unscaled(values, type, scale), false, demand);
      default -> {
        passOver(constraint, type);
        yield null;
      }
    };
  }

  private static int scale(Schema type) {
    return Compatibility.meaning(type) instanceof LogicalTypes.Decimal decimal
        ? decimal.getScale()
        : 0;
  }

  private static BigInteger unscaledFactor(BigDecimal factor, int scale)
      throws InapplicableException {
    BigDecimal unscaled = factor.movePointRight(scale).stripTrailingZeros();
    if (unscaled.scale() > 0) {
      throw new InapplicableException(
          "multipleOf " + factor.toPlainString() + " is finer than the decimal's scale " + scale);
    }
    return unscaled.toBigIntegerExact();
  }

  private static List<BigInteger> unscaled(List<String> values, Schema type, int scale)
      throws InapplicableException {
    List<BigInteger> numbers = new ArrayList<>();
    for (String value : values) {
      BigDecimal number = Bound.parse(value, type).movePointRight(scale).stripTrailingZeros();
      if (number.scale() <= 0) {
        numbers.add(number.toBigIntegerExact());
      }
    }
    return numbers;
  }

  static @Nullable Object array(Constraint constraint, Schema type, Demand demand)
      throws InapplicableException {
    return switch (constraint) {
      case Constraint.MinItems(int count) -> new Size(count, Integer.MAX_VALUE, demand);
      case Constraint.MaxItems(int count) -> new Size(0, count, demand);
      case Constraint.UniqueItems() -> demand;
      case Constraint.NotMissing(List<String> values, boolean nullIsMissing)
          when values.isEmpty() ->
          null;
      default -> {
        passOver(constraint, type);
        yield null;
      }
    };
  }

  static @Nullable Object map(Constraint constraint, Schema type, Demand demand)
      throws InapplicableException {
    return switch (constraint) {
      case Constraint.MinItems(int count) -> new Size(count, Integer.MAX_VALUE, demand);
      case Constraint.MaxItems(int count) -> new Size(0, count, demand);
      default -> opaque(constraint, type, demand);
    };
  }

  /** Of a record or plain bytes nothing is demanded but that they are there. */
  static @Nullable Object opaque(Constraint constraint, Schema type, Demand demand)
      throws InapplicableException {
    boolean holdsAlways =
        switch (constraint) {
          case Constraint.NotMissing missing -> missing.missingValues().isEmpty();
          // Any 16 bytes are one.
          case Constraint.Format(String format) ->
              format.equals(StringFormat.UUID.word()) && Compatibility.isUuid(type);
          default -> false;
        };
    if (!holdsAlways) {
      passOver(constraint, type);
    }
    return null;
  }

  /** Lets pass what says nothing of values; throws for a constraint that the kind does not know. */
  static void passOver(Constraint constraint, Schema type) throws InapplicableException {
    if (constraint instanceof Constraint.Cel // of steps around the one that checks
        || constraint instanceof Constraint.Required
        || constraint instanceof Constraint.Temporal
        || constraint instanceof Constraint.Measure
        || constraint instanceof Constraint.NotOnAStream) {
      return;
    }
    throw cannotApply(constraint, type);
  }

  static InapplicableException cannotApply(Constraint constraint, Schema type) {
    return new InapplicableException(
        (constraint instanceof Constraint.Format(String format)
                ? "the format " + format
                : Sentences.word(constraint))
            + " can't apply to "
            + Compatibility.describe(type));
  }
}
