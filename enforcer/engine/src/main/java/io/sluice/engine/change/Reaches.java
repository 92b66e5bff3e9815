package io.sluice.engine.change;

import io.sluice.engine.contract.Comparison;
import io.sluice.engine.contract.Comparison.Operator;
import io.sluice.engine.contract.Constraint;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a constraint lets more pass than another of its kind. */
final class Reaches {

  /** Dates, times and timestamps of one form are in the order of their texts. */
  private static final Pattern ISO_8601 = Pattern.compile("\\d{4}-\\d{2}-\\d{2}.*|\\d{2}:\\d{2}.*");

  private Reaches() {}

  /** Whether both demand something of the same kind, so that one bound takes the other's place. */
  static boolean areAlike(Constraint before, Constraint after) {
    return before.getClass() == after.getClass();
  }

  static Reach of(Constraint before, Constraint after) {
    if (before.equals(after)) {
      return Reach.SAME;
    }
    return switch (after) {
      case Constraint.Minimum(String bound, boolean exclusive)
          when before instanceof Constraint.Minimum(String was, boolean wasExclusive) ->
          bound(was, wasExclusive, bound, exclusive, true);
      case Constraint.Maximum(String bound, boolean exclusive)
          when before instanceof Constraint.Maximum(String was, boolean wasExclusive) ->
          bound(was, wasExclusive, bound, exclusive, false);
      case Constraint.MultipleOf(BigDecimal factor)
          when before instanceof Constraint.MultipleOf(BigDecimal was) ->
          multiple(was, factor);
      case Constraint.MinLength(int length) when before instanceof Constraint.MinLength(int was) ->
          Reach.ofLeast(Integer.compare(length, was));
      case Constraint.MaxLength(int length) when before instanceof Constraint.MaxLength(int was) ->
          Reach.ofMost(Integer.compare(length, was));
      case Constraint.MinItems(int count) when before instanceof Constraint.MinItems(int was) ->
          Reach.ofLeast(Integer.compare(count, was));
      case Constraint.MaxItems(int count) when before instanceof Constraint.MaxItems(int was) ->
          Reach.ofMost(Integer.compare(count, was));
      case Constraint.ValidValues(List<String> values)
          when before instanceof Constraint.ValidValues(List<String> was) ->
          admitted(Set.copyOf(was), Set.copyOf(values));
      case Constraint.NotMissing now when before instanceof Constraint.NotMissing was ->
          refused(was, now);
      case Constraint.Cel(String expression) when before instanceof Constraint.Cel(String was) ->
          Words.areSame(was, expression) ? Reach.SAME : Reach.OTHER;
      default -> Reach.OTHER;
    };
  }

  /** Of all demands on a value together, in whatever order they stand. */
  static Reach of(List<Constraint> before, List<Constraint> after) {
    Reach reach = Reach.SAME;
    for (Constraint was : before) {
      Constraint now = alike(was, after);
      reach = reach.and(now == null ? Reach.WIDER : of(was, now));
    }
    for (Constraint now : after) {
      reach = reach.and(alike(now, before) == null ? Reach.NARROWER : Reach.SAME);
    }
    return reach;
  }

  private static @Nullable Constraint alike(Constraint one, List<Constraint> others) {
    return others.stream().filter(other -> areAlike(one, other)).findFirst().orElse(null);
  }

  private static Reach bound(
      String was, boolean wasExclusive, String now, boolean exclusive, boolean isLeast) {
    Integer order = order(now, was);
    if (order == null) {
      return Reach.OTHER;
    }
    if (order == 0) {
      // The same bound: whether it is part of what passes decides.
      return exclusive == wasExclusive ? Reach.SAME : exclusive ? Reach.NARROWER : Reach.WIDER;
    }
    return isLeast ? Reach.ofLeast(order) : Reach.ofMost(order);
  }

  /** The order of two bounds; null where nobody can tell. */
  private static @Nullable Integer order(String left, String right) {
    try {
      return new BigDecimal(left).compareTo(new BigDecimal(right));
    } catch (NumberFormatException e) {
      boolean haveOneForm =
          left.length() == right.length()
              && ISO_8601.matcher(left).matches()
              && ISO_8601.matcher(right).matches();
      return haveOneForm ? Integer.valueOf(left.compareTo(right)) : null;
    }
  }

  private static Reach multiple(BigDecimal was, BigDecimal now) {
    if (was.compareTo(now) == 0) {
      return Reach.SAME;
    } else if (was.remainder(now).signum() == 0) {
      return Reach.WIDER;
    }
    return now.remainder(was).signum() == 0 ? Reach.NARROWER : Reach.OTHER;
  }

  static Reach admitted(Set<String> was, Set<String> now) {
    boolean keepsAll = now.containsAll(was);
    boolean addsNone = was.containsAll(now);
    return keepsAll ? addsNone ? Reach.SAME : Reach.WIDER : addsNone ? Reach.NARROWER : Reach.OTHER;
  }

  private static Reach refused(Constraint.NotMissing was, Constraint.NotMissing now) {
    Reach words = admitted(Set.copyOf(now.missingValues()), Set.copyOf(was.missingValues()));
    Reach nulls =
        was.nullIsMissing() == now.nullIsMissing()
            ? Reach.SAME
            : now.nullIsMissing() ? Reach.NARROWER : Reach.WIDER;
    return words.and(nulls);
  }

  // ---- what counts and shares are held to

  /** All numbers from one to another; an end that is null is open. */
  private record Range(
      @Nullable BigDecimal least,
      boolean aboveLeast,
      @Nullable BigDecimal most,
      boolean belowMost) {

    /** The numbers that an operator lets pass; null where they are no range. */
    static @Nullable Range of(Comparison comparison) {
      BigDecimal bound = comparison.bound();
      return switch (comparison.operator()) {
        case MUST_BE -> new Range(bound, false, bound, false);
        case GREATER_THAN, GREATER_OR_EQUAL ->
            new Range(bound, comparison.operator() == Operator.GREATER_THAN, null, false);
        case LESS_THAN, LESS_OR_EQUAL ->
            new Range(null, false, bound, comparison.operator() == Operator.LESS_THAN);
        case BETWEEN -> new Range(bound, false, comparison.upper(), false);
        case MUST_NOT_BE, NOT_BETWEEN -> null;
      };
    }

    Reach since(Range was) {
      return Reach.ofLeast(end(least, aboveLeast, was.least, was.aboveLeast, -1))
          .and(Reach.ofMost(end(most, belowMost, was.most, was.belowMost, 1)));
    }

    /** The order of two ends. An open one lies outside all others; an excluded one further in. */
    private static int end(
        @Nullable BigDecimal now,
        boolean excluded,
        @Nullable BigDecimal was,
        boolean wasExcluded,
        int outside) {
      if (now == null) {
        return was == null ? 0 : outside;
      } else if (was == null) {
        return -outside;
      }
      int order = now.compareTo(was);
      return order != 0 || excluded == wasExcluded ? order : excluded ? -outside : outside;
    }
  }

  static Reach of(Comparison before, Comparison after) {
    Range was = Range.of(before);
    Range now = Range.of(after);
    if (before.unit() != after.unit() || was == null || now == null) {
      return before.equals(after) ? Reach.SAME : Reach.OTHER;
    }
    return now.since(was);
  }
}
