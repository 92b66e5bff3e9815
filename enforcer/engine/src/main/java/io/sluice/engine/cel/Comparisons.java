package io.sluice.engine.cel;

import io.sluice.engine.walk.Scratch;
import io.sluice.engine.walk.Walk;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Orders and equalities of compiled nodes. */
final class Comparisons {

  private Comparisons() {}

  /**
   * Whether one value comes before another.
   *
   * @param strictly whether equal values do not
   * @param register from which on registers are free
   */
  static Node.Truth order(Node left, Node right, boolean strictly, int register)
      throws UncompilableException {
    if (left instanceof Leaves.MomentAt a && right instanceof Leaves.MomentAt b && a.hasUnitOf(b)) {
      return order(a.count(), b.count(), strictly, register);
    }
    if (left instanceof Node.Whole a && right instanceof Node.Whole b) {
      return walk -> {
        long first = a.value(walk);
        if (walk.scratch().failed()) {
          return false;
        }
        long second = b.value(walk);
        return strictly ? first < second : first <= second;
      };
    }
    if (left instanceof Node.Real a && right instanceof Node.Real b) {
      return walk -> {
        double first = a.value(walk);
        if (walk.scratch().failed()) {
          return false;
        }
        double second = b.value(walk);
        return strictly ? first < second : first <= second;
      };
    }
    // Without a value on either side, the order that is compared here means nothing.
    int limit = strictly ? 0 : 1;
    if (left instanceof Node.Real a && right instanceof Node.Whole b) {
      return walk -> compare(a.value(walk), b.value(walk)) < limit;
    }
    if (left instanceof Node.Whole a && right instanceof Node.Real b) {
      return walk -> -compare(b.value(walk), a.value(walk)) < limit;
    }
    if (left instanceof Node.Text a && right instanceof Node.Text b) {
      return walk ->
          read(walk, a, b, register)
              && Texts.compare(walk.scratch(), register, register + 1) < limit;
    }
    if (left instanceof Node.Moment a && right instanceof Node.Moment b) {
      return walk -> compare(walk, a, b) < limit;
    }
    Node.Exact a = exact(left);
    Node.Exact b = exact(right);
    if (a != null && b != null) {
      return walk -> compare(walk, a, b) < limit;
    }
    throw new UncompilableException("it orders values of other types");
  }

  static Node.Truth equality(Node left, Node right, int register) throws UncompilableException {
    if (left instanceof Node.Null) {
      return isNull(right, register);
    }
    if (right instanceof Node.Null) {
      return isNull(left, register);
    }
    Node.Truth equal = sameType(left, right, register);
    if (!left.isNullable() && !right.isNullable()) {
      return equal;
    }
    Node.Truth leftIsNull = isNull(left, register);
    Node.Truth rightIsNull = isNull(right, register);
    return walk -> {
      Scratch scratch = walk.scratch();
      boolean first = leftIsNull.holds(walk);
      if (scratch.failed()) {
        return false;
      }
      boolean second = rightIsNull.holds(walk);
      if (scratch.failed()) {
        return false;
      }
      return (first || second) ? first == second : equal.holds(walk);
    };
  }

  /** Whether a value is null: what is calculated never is, but may have no value at all. */
  private static Node.Truth isNull(Node node, int register) {
    return switch (node) {
      case Node.Null literal -> literal::isNull;
      case Node.Reading reading -> reading::isNull;
      case Leaves.TextConstant constant -> walk -> false;
      case Node.Truth truth ->
          walk -> {
            truth.holds(walk);
            return false;
          };
      case Node.Whole whole ->
          walk -> {
            whole.value(walk);
            return false;
          };
      case Node.Real real ->
          walk -> {
            real.value(walk);
            return false;
          };
      case Node.Moment moment ->
          walk -> {
            moment.seconds(walk);
            return false;
          };
      case Node.Exact exact ->
          walk -> {
            exact.isSmall(walk);
            return false;
          };
      case Node.Text text ->
          walk -> {
            text.read(walk, register);
            return false;
          };
    };
  }

  private static Node.Truth sameType(Node left, Node right, int register)
      throws UncompilableException {
    if (left instanceof Node.Whole a && right instanceof Node.Whole b) {
      return walk -> {
        long first = a.value(walk);
        return !walk.scratch().failed() && first == b.value(walk);
      };
    }
    if (left instanceof Node.Real a && right instanceof Node.Real b) {
      return walk -> {
        double first = a.value(walk);
        return !walk.scratch().failed() && first == b.value(walk);
      };
    }
    if (left instanceof Node.Truth a && right instanceof Node.Truth b) {
      return walk -> {
        boolean first = a.holds(walk);
        return !walk.scratch().failed() && first == b.holds(walk);
      };
    }
    if (left instanceof Node.Text a && right instanceof Leaves.TextConstant b) {
      return walk -> a.is(walk, b.utf8(), register);
    }
    if (left instanceof Node.Text a && right instanceof Node.Text b) {
      return walk ->
          read(walk, a, b, register) && Texts.equal(walk.scratch(), register, register + 1);
    }
    if (left instanceof Leaves.MomentAt a && right instanceof Leaves.MomentAt b && a.hasUnitOf(b)) {
      return sameType(a.count(), b.count(), register);
    }
    if (left instanceof Node.Moment a && right instanceof Node.Moment b) {
      return walk -> compare(walk, a, b) == 0;
    }
    if (left instanceof Node.Exact a && right instanceof Node.Exact b) {
      return walk -> compare(walk, a, b) == 0;
    }
    throw new UncompilableException("it compares lists, maps, records or bytes");
  }

  /** Reads two texts into two registers; false where one has no value. */
  static boolean read(Walk walk, Node.Text left, Node.Text right, int register) {
    left.read(walk, register);
    if (walk.scratch().failed()) {
      return false;
    }
    right.read(walk, register + 1);
    return !walk.scratch().failed();
  }

  /** As cel-java compares a double to an int. */
  private static int compare(double left, long right) {
    if (left < (double) Long.MIN_VALUE) {
      return -1;
    }
    if (left > (double) Long.MAX_VALUE) {
      return 1;
    }
    return Double.compare(left, (double) right);
  }

  private static int compare(Walk walk, Node.Moment left, Node.Moment right) {
    Scratch scratch = walk.scratch();
    long seconds = left.seconds(walk);
    int nanos = scratch.nanos();
    if (scratch.failed()) {
      return 0;
    }
    int order = Long.compare(seconds, right.seconds(walk));
    return order == 0 ? Integer.compare(nanos, scratch.nanos()) : order;
  }

  private static Node.@Nullable Exact exact(Node node) {
    return node instanceof Node.Exact exact
        ? exact
        : node instanceof Node.Whole whole ? new Leaves.ExactOfWhole(whole) : null;
  }

  private static int compare(Walk walk, Node.Exact left, Node.Exact right) {
    Scratch scratch = walk.scratch();
    boolean leftIsSmall = left.isSmall(walk);
    if (scratch.failed()) {
      return 0;
    }
    boolean rightIsSmall = right.isSmall(walk);
    if (scratch.failed()) {
      return 0;
    }
    if (leftIsSmall && rightIsSmall && left.scale() == right.scale()) {
      return Long.compare(left.unscaled(walk), right.unscaled(walk));
    }
    if (leftIsSmall && rightIsSmall) {
      return compare(left.unscaled(walk), left.scale(), right.unscaled(walk), right.scale());
    }
    return left.number(walk).compareTo(right.number(walk));
  }

  private static int compare(long left, int leftScale, long right, int rightScale) {
    int digits = Math.abs(leftScale - rightScale);
    if (digits < POWERS_OF_TEN.length) {
      long factor = POWERS_OF_TEN[digits];
      long coarse = leftScale < rightScale ? left : right;
      if (Math.multiplyHigh(coarse, factor) == (coarse * factor) >> (Long.SIZE - 1)) {
        return leftScale < rightScale
            ? Long.compare(left * factor, right)
            : Long.compare(left, right * factor);
      }
    }
    return BigDecimal.valueOf(left, leftScale).compareTo(BigDecimal.valueOf(right, rightScale));
  }

  private static final long[] POWERS_OF_TEN = new long[19];

  static {
    POWERS_OF_TEN[0] = 1;
    for (int i = 1; i < POWERS_OF_TEN.length; i++) {
      POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
    }
  }
}
