package io.sluice.engine.plan;

import io.sluice.engine.cel.Layout;
import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.LogicalType;
import io.sluice.engine.contract.Mask;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.rewrite.KeyNames;
import io.sluice.engine.rewrite.MaskedBytes;
import io.sluice.engine.rewrite.MaskedNumber;
import io.sluice.engine.rewrite.MaskedText;
import io.sluice.engine.rewrite.Part;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Compiles masks to what writes them, by the types of a value: how it lies in the writer's bytes
 * and what the product has. Where a mask would leave no value of that type, it does not apply.
 */
final class MaskParts {

  private static final int ALL_DIGITS = 64;
  private static final int ALL_BYTES = 32;

  /** A shorter fixed would give too many different values the same hash: 32 bits. */
  private static final int SHORTEST_FIXED = 4;

  private final KeyNames keys;
  private final Layouts layouts = new Layouts();

  MaskParts(KeyNames keys) {
    this.keys = keys;
  }

  /** The keys that a contract's masks need. */
  static KeyNames keyNames(Contract contract) {
    List<Mask> masks = new ArrayList<>();
    contract.topicObject().ifPresent(object -> collect(object.properties(), masks));
    if (contract.keyMasking() != null) {
      masks.add(contract.keyMasking().mask());
    }
    return KeyNames.of(masks);
  }

  private static void collect(List<Property> properties, List<Mask> masks) {
    for (Property property : properties) {
      if (property.masking() != null) {
        masks.add(property.masking().mask());
      }
      collect(property.properties(), masks);
      if (property.items() != null) {
        collect(List.of(property.items()), masks);
      }
    }
  }

  /**
   * What writes a value that holds no others.
   *
   * @param written the writer's type, neither a union nor null
   * @param type what the product has
   * @param rules those of the field
   */
  Part of(Mask mask, Schema written, Schema type, List<Rule> rules) throws InapplicableException {
    return switch (mask) {
      case Mask.Hash hash -> hashed(hash, written, type);
      case Mask.Tokenise tokenise -> tokenised(mask, keys.place(tokenise), type);
      case Mask.Partial(Mask.Kept kept) -> partial(mask, kept, type, rules);
      case Mask.Generalise(BigDecimal bucket) -> bucket(mask, bucket, written, type);
      case Mask.Redact redact -> throw new IllegalArgumentException("is the same for all values");
    };
  }

  /** What writes the keys of a map, which stay different. */
  Part ofKeys(Mask mask) throws InapplicableException {
    return switch (mask) {
      case Mask.Hash hash when hash.length() == null ->
          new MaskedText.Hashed(keys.place(hash), ALL_DIGITS);
      case Mask.Tokenise tokenise -> new MaskedText.Tokenised(keys.place(tokenise));
      default ->
          throw new InapplicableException(
              mask.word()
                  + " can't apply to a map's keys, which have to stay different: redact the map, or"
                  + " hash (in full) or tokenise its keys; the mask of its values stands in items");
    };
  }

  private Part hashed(Mask.Hash mask, Schema written, Schema type) throws InapplicableException {
    int key = keys.place(mask);
    boolean isPlain = Compatibility.meaning(type) == null;
    if (Compatibility.isUuid(type)) {
      demandNoLength(mask, type);
      return type.getType() == Schema.Type.STRING
          ? new MaskedText.HashedUuid(key)
          : new MaskedBytes.HashedUuid(binary(written), key);
    } else if (type.getType() == Schema.Type.STRING) {
      return new MaskedText.Hashed(key, mask.length() == null ? ALL_DIGITS : mask.length());
    } else if (type.getType() == Schema.Type.BYTES && isPlain) {
      int kept = mask.length() == null ? ALL_BYTES : mask.length();
      if (kept > ALL_BYTES) {
        throw new InapplicableException("a hash has " + ALL_BYTES + " bytes, not " + kept);
      }
      return new MaskedBytes.Hashed(PREFIXED, key, kept);
    } else if (type.getType() == Schema.Type.FIXED
        && isPlain
        && type.getFixedSize() >= SHORTEST_FIXED
        && type.getFixedSize() <= ALL_BYTES) {
      demandNoLength(mask, type);
      return new MaskedBytes.Hashed(binary(written), key, type.getFixedSize());
    } else if (type.getType() == Schema.Type.LONG && isPlain) {
      demandNoLength(mask, type);
      return new MaskedNumber.Hashed(key);
    }
    throw cannotApply(
        mask,
        type,
        "strings, UUIDs, bytes, fixed of 4 to 32 bytes and longs that are plain numbers");
  }

  private static void demandNoLength(Mask.Hash mask, Schema type) throws InapplicableException {
    if (mask.length() != null) {
      throw new InapplicableException(
          "a hash that is written as "
              + Compatibility.describe(type)
              + " has the length of that: leave length out");
    }
  }

  private static Part tokenised(Mask mask, int key, Schema type) throws InapplicableException {
    if (type.getType() == Schema.Type.STRING && !Compatibility.isUuid(type)) {
      return new MaskedText.Tokenised(key);
    } else if (type.getType() == Schema.Type.BYTES && Compatibility.meaning(type) == null) {
      return new MaskedBytes.Tokenised(PREFIXED, key);
    }
    throw cannotApply(mask, type, "strings and bytes, which can hold a token");
  }

  // ---- parts of a value

  private static Part partial(Mask mask, Mask.Kept kept, Schema type, List<Rule> rules)
      throws InapplicableException {
    boolean isText = type.getType() == Schema.Type.STRING && !Compatibility.isUuid(type);
    return switch (kept) {
      case Mask.Kept.First(int count) when isText -> new MaskedText.End(true, count);
      case Mask.Kept.Last(int count) when isText -> new MaskedText.End(false, count);
      case Mask.Kept.Domain() when isText -> new MaskedText.Domain();
      case Mask.Kept.Down(Mask.Unit unit) -> cut(unit, type, rules);
      default -> throw cannotApply(mask, type, "strings, and with cutTo to dates and timestamps");
    };
  }

  private static Part cut(Mask.Unit unit, Schema type, List<Rule> rules)
      throws InapplicableException {
    boolean isDate;
    Part part;
    if (type.getType() == Schema.Type.STRING) {
      LogicalType said = time(rules);
      if (said == null) {
        throw new InapplicableException(
            "a text is cut as RFC 3339 writes it: the field needs logicalType: date or timestamp,"
                + " without a format of its own");
      }
      isDate = said == LogicalType.DATE;
      part = new MaskedText.Cut(unit);
    } else {
      Layout.Whole.Count count = count(type);
      isDate = count == Layout.Whole.Count.DATE;
      part = new MaskedNumber.Cut(unit, count);
    }
    if (isDate && unit == Mask.Unit.DAY) {
      throw new InapplicableException("a date that is cut to its day is the date");
    }
    return part;
  }

  private static @Nullable LogicalType time(List<Rule> rules) {
    return rules.stream()
        .map(Rule::constraint)
        .filter(
            c ->
                c instanceof Constraint.Temporal temporal
                    && temporal.format() == null
                    && temporal.type() != LogicalType.TIME)
        .map(c -> ((Constraint.Temporal) c).type())
        .findFirst()
        .orElse(null);
  }

  private static Layout.Whole.Count count(Schema type) throws InapplicableException {
    if ((type.getType() == Schema.Type.INT || type.getType() == Schema.Type.LONG)
        && new Layouts().fitting(type, type) instanceof Layout.Whole(Layout.Whole.Count count)) {
      switch (count) {
        case DATE, TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS -> {
          return count;
        }
        default -> {}
      }
    }
    throw new InapplicableException(
        "cutTo can't apply to "
            + Compatibility.describe(type)
            + "; it applies to dates and timestamps");
  }

  // ---- buckets

  private Part bucket(Mask mask, BigDecimal bucket, Schema written, Schema type)
      throws InapplicableException {
    return switch (ValueKind.of(type)) {
      case WHOLE -> {
        if (Compatibility.meaning(type) != null) {
          throw cannotApply(mask, type, "numbers; {partial: {cutTo: …}} is for times");
        }
        yield new MaskedNumber.Bucket(whole(bucket, type));
      }
      case FLOATING ->
          new MaskedNumber.RealBucket(
              layouts.fitting(written, written), type.getType() == Schema.Type.FLOAT, bucket);
      case DECIMAL -> new MaskedBytes.Bucket(binary(written), unscaled(bucket, type));
      default -> throw cannotApply(mask, type, "numbers");
    };
  }

  private static long whole(BigDecimal bucket, Schema type) throws InapplicableException {
    try {
      return bucket.longValueExact();
    } catch (ArithmeticException e) {
      throw new InapplicableException(
          "the bucket of "
              + Compatibility.describe(type)
              + " must be a whole number of up to 63 bits, not "
              + bucket.toPlainString(),
          e);
    }
  }

  private static BigInteger unscaled(BigDecimal bucket, Schema type) throws InapplicableException {
    int scale =
        Compatibility.meaning(type) instanceof LogicalTypes.Decimal decimal
            ? decimal.getScale()
            : 0;
    try {
      return bucket.movePointRight(scale).toBigIntegerExact();
    } catch (ArithmeticException e) {
      throw new InapplicableException(
          "the bucket %s is finer than the decimal's scale %d"
              .formatted(bucket.toPlainString(), scale),
          e);
    }
  }

  private static final Layout.Binary PREFIXED =
      new Layout.Binary(Layout.Binary.PREFIXED, Layout.Binary.Kind.BYTES, 0);

  /** How bytes lie, of a type that has no text. */
  private Layout.Binary binary(Schema written) {
    return (Layout.Binary) layouts.fitting(written, written);
  }

  private static InapplicableException cannotApply(Mask mask, Schema type, String where) {
    return new InapplicableException(
        "%s can't apply to %s; it applies to %s"
            .formatted(mask.word().toLowerCase(Locale.ROOT), Compatibility.describe(type), where));
  }
}
