package io.sluice.engine.cel;

import io.sluice.engine.walk.Scratch;
import io.sluice.engine.walk.Walk;

/** Logic, arithmetic and conditionals of compiled nodes. */
final class Operations {

  private Operations() {}

  // ---- logic: what decides by itself makes up for an operand without a value, on either side

  static Node.Truth and(Node.Truth left, Node.Truth right) {
    return walk -> decide(walk, left, right, false);
  }

  static Node.Truth or(Node.Truth left, Node.Truth right) {
    return walk -> decide(walk, left, right, true);
  }

  private static boolean decide(Walk walk, Node.Truth left, Node.Truth right, boolean deciding) {
    Scratch scratch = walk.scratch();
    boolean first = left.holds(walk);
    boolean firstFailed = scratch.failed();
    if (!firstFailed && first == deciding) {
      return deciding;
    }
    scratch.failed(false);
    boolean second = right.holds(walk);
    if (scratch.failed()) {
      return !deciding;
    }
    if (second == deciding) {
      return deciding;
    }
    scratch.failed(firstFailed);
    return !deciding;
  }

  static Node.Truth not(Node.Truth operand) {
    return walk -> !operand.holds(walk);
  }

  static Node conditional(Node.Truth condition, Node then, Node otherwise)
      throws UncompilableException {
    if (then.isNullable() || otherwise.isNullable()) {
      throw new UncompilableException("one of its conditionals may give null");
    }
    if (then instanceof Node.Truth a && otherwise instanceof Node.Truth b) {
      return (Node.Truth)
          walk -> {
            boolean holds = condition.holds(walk);
            return !walk.scratch().failed() && (holds ? a.holds(walk) : b.holds(walk));
          };
    }
    if (then instanceof Node.Whole a && otherwise instanceof Node.Whole b) {
      return (Node.Whole)
          walk -> {
            boolean holds = condition.holds(walk);
            return walk.scratch().failed() ? 0 : holds ? a.value(walk) : b.value(walk);
          };
    }
    if (then instanceof Node.Real a && otherwise instanceof Node.Real b) {
      return (Node.Real)
          walk -> {
            boolean holds = condition.holds(walk);
            return walk.scratch().failed() ? 0 : holds ? a.value(walk) : b.value(walk);
          };
    }
    if (then instanceof Node.Text a && otherwise instanceof Node.Text b) {
      return (Node.Text)
          (walk, register) -> {
            boolean holds = condition.holds(walk);
            if (!walk.scratch().failed()) {
              (holds ? a : b).read(walk, register);
            }
          };
    }
    if (then instanceof Node.Moment a && otherwise instanceof Node.Moment b) {
      return (Node.Moment)
          walk -> {
            boolean holds = condition.holds(walk);
            return walk.scratch().failed() ? 0 : holds ? a.seconds(walk) : b.seconds(walk);
          };
    }
    throw new UncompilableException("one of its conditionals gives values of other types");
  }

  // ---- arithmetic

  static Node negation(Node operand) throws UncompilableException {
    if (operand instanceof Node.Whole whole) {
      return (Node.Whole)
          walk -> {
            long value = whole.value(walk);
            return value == Long.MIN_VALUE ? overflow(walk) : -value;
          };
    }
    if (operand instanceof Node.Real real) {
      return (Node.Real) walk -> -real.value(walk);
    }
    throw new UncompilableException("it negates values of other types");
  }

  /** What arithmetic does with two numbers. */
  enum Arithmetic {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    MODULO
  }

  static Node arithmetic(Arithmetic operation, Node left, Node right) throws UncompilableException {
    if (left instanceof Node.Whole a && right instanceof Node.Whole b) {
      return (Node.Whole)
          walk -> {
            long first = a.value(walk);
            if (walk.scratch().failed()) {
              return 0;
            }
            long second = b.value(walk);
            return walk.scratch().failed() ? 0 : whole(walk, operation, first, second);
          };
    }
    if (left instanceof Node.Real a
        && right instanceof Node.Real b
        && operation != Arithmetic.MODULO) {
      return (Node.Real)
          walk -> {
            double first = a.value(walk);
            return walk.scratch().failed() ? 0 : real(operation, first, b.value(walk));
          };
    }
    throw new UncompilableException("it calculates with values of other types");
  }

  private static long whole(Walk walk, Arithmetic operation, long left, long right) {
    return switch (operation) {
      case ADD -> {
        long sum = left + right;
        yield ((left ^ sum) & (right ^ sum)) < 0 ? overflow(walk) : sum;
      }
      case SUBTRACT -> {
        long difference = left - right;
        yield ((left ^ right) & (left ^ difference)) < 0 ? overflow(walk) : difference;
      }
      case MULTIPLY -> {
        long product = left * right;
        yield Math.multiplyHigh(left, right) == product >> (Long.SIZE - 1)
            ? product
            : overflow(walk);
      }
      case DIVIDE ->
          right == 0 || (left == Long.MIN_VALUE && right == -1) ? overflow(walk) : left / right;
      case MODULO -> right == 0 ? overflow(walk) : left % right;
    };
  }

  private static double real(Arithmetic operation, double left, double right) {
    return switch (operation) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case MODULO -> throw new IllegalStateException("doubles have no remainder");
    };
  }

  private static long overflow(Walk walk) {
    walk.scratch().failed(true);
    return 0;
  }

  /** A timestamp moved by a duration; without a value beyond the years 1 to 9999. */
  static Node.Moment moved(Node.Moment timestamp, Node.Moment duration, int sign) {
    return walk -> {
      Scratch scratch = walk.scratch();
      long seconds = timestamp.seconds(walk);
      int nanos = scratch.nanos();
      if (scratch.failed()) {
        return 0;
      }
      long by = duration.seconds(walk);
      if (scratch.failed()) {
        return 0;
      }
      int sum = nanos + sign * scratch.nanos();
      long moved = seconds + sign * by + Math.floorDiv(sum, Moments.NANOS_OF_SECOND);
      if (moved < Moments.FIRST_SECOND || moved > Moments.LAST_SECOND) {
        return overflow(walk);
      }
      scratch.nanos(Math.floorMod(sum, Moments.NANOS_OF_SECOND));
      return moved;
    };
  }
}
