package io.sluice.engine.rewrite;

import io.sluice.engine.walk.Limits;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Adds up how much longer a record may become. */
final class Growths {

  /** A varint has so many bytes more, at most, than the least one. */
  private static final int OF_VARINT = 9;

  /** Likewise, that of a length or an index. */
  private static final int OF_LENGTH = 4;

  private static final int UUID_TEXT = 36;

  /** Every three bytes of a token are four characters of a text. */
  private static final double OF_BASE64 = 1.0 / 3;

  private final Map<Part.Fields, Growth> known = new HashMap<>();
  private final Set<Part.Fields> open = new HashSet<>();
  private boolean isRecursive;

  private Growths() {}

  static Growth of(Part.Fields root) {
    Growths growths = new Growths();
    Growth growth = growths.of((Part) root);
    // What a type gains that holds itself it may gain with each byte: none comes without one.
    return growths.isRecursive ? growth.plus(new Growth(0, growth.once())) : growth;
  }

  private static Growth once(long bytes) {
    return new Growth(bytes, 0);
  }

  private Growth of(Part part) {
    return switch (part) {
      case Part.Kept kept -> Growth.NONE;
      case Part.Never never -> Growth.NONE;
      case Part.Personal personal -> of(personal.masked()).or(of(personal.forgotten()));
      case Part.Constant constant -> once(constant.value().length());
      case Part.Branch branch ->
          once(branch.index() == null ? 0 : branch.index().length()).plus(of(branch.value()));
      case Part.Branches branches ->
          branches.branches().stream().map(this::of).reduce(Growth.NONE, Growth::or);
      case Part.Blocks blocks -> blocks(blocks);
      case Part.Fields fields -> fields(fields);
      case Part.Symbols symbols -> once(OF_LENGTH);
      case Part.Promoted promoted -> once(Double.BYTES - 1);
      case MaskedText.Hashed hashed -> once(hashed.digits() + OF_LENGTH);
      case MaskedText.HashedUuid uuid -> once(UUID_TEXT);
      case MaskedText.Tokenised token ->
          new Growth(TokenKey.MOST_OVERHEAD * 4L / 3 + 2 + OF_LENGTH, OF_BASE64);
      case MaskedText.End end -> Growth.NONE;
      case MaskedText.Domain domain -> Growth.NONE;
      case MaskedText.Cut cut -> Growth.NONE;
      case MaskedBytes.Hashed hashed -> once(HashKey.LENGTH);
      case MaskedBytes.HashedUuid uuid -> Growth.NONE;
      case MaskedBytes.Tokenised token -> once(TokenKey.MOST_OVERHEAD + OF_LENGTH);
      case MaskedBytes.Bucket bucket -> once(1); // where there are no bytes, there is a zero then
      case MaskedNumber.Hashed hashed -> once(OF_VARINT);
      case MaskedNumber.Bucket bucket -> Growth.NONE;
      case MaskedNumber.RealBucket bucket -> once(Double.BYTES - 1);
      case MaskedNumber.Cut cut -> once(OF_VARINT);
    };
  }

  private Growth blocks(Part.Blocks blocks) {
    Growth item = of(blocks.item());
    if (blocks.key() != null) {
      item = item.plus(of(blocks.key()));
    }
    // Items that take no bytes are bounded by the walk.
    return blocks.leastBytes() == 0
        ? new Growth(item.once() * Limits.DEFAULT.emptyItems(), item.ofEachByte())
        : new Growth(0, item.ofEachByte() + (double) item.once() / blocks.leastBytes());
  }

  private Growth fields(Part.Fields fields) {
    Growth computed = known.get(fields);
    if (computed != null) {
      return computed;
    }
    if (!open.add(fields)) {
      isRecursive = true;
      return Growth.NONE;
    }
    Growth sum = Growth.NONE;
    for (Part.Fields.Move move : fields.moves()) {
      sum =
          sum.plus(
              switch (move) {
                case Part.Fields.Move.Given(Literal value) -> once(value.length());
                case Part.Fields.Move.Written(int place, Part part) -> of(part);
              });
    }
    open.remove(fields);
    known.put(fields, sum);
    return sum;
  }
}
