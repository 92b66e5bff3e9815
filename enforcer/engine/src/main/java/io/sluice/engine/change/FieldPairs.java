package io.sluice.engine.change;

import io.sluice.engine.plan.Compatibility;
import io.sluice.engine.plan.Renames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of two revisions of one record are the same: those of one name, those that an Avro
 * alias connects, and those whose names, types, neighbours and descriptions say that one was
 * renamed.
 *
 * @param pairs of fields that are the same, in the order of the new revision
 */
record FieldPairs(List<Pair> pairs, List<Field> removed, List<Field> added) {

  /** Less than this is chance: a type alone is shared by many. */
  private static final int LIKELY = 4;

  private static final int SAME_TYPE = 3;
  private static final int SAME_DESCRIPTION = 3;
  private static final int SHARED_WORD = 2;
  private static final int SAME_NEIGHBOUR = 2;

  /** One field, before and after. */
  record Pair(Field before, Field after) {
    boolean isRename() {
      return !before.name().equals(after.name());
    }

    /** Whether what was written under the old name is still read. */
    boolean hasAlias() {
      Schema.Field avro = after.avro();
      return avro != null && avro.aliases().contains(before.name());
    }
  }

  /** What speaks for a rename. */
  private record Guess(Pair pair, int score) {}

  static FieldPairs of(List<Field> before, List<Field> after) {
    List<Pair> pairs = new ArrayList<>();
    List<Field> removed = new ArrayList<>(before);
    List<Field> added = new ArrayList<>();
    for (Field field : after) {
      Optional<Field> same = find(removed, field);
      same.ifPresentOrElse(
          was -> {
            removed.remove(was);
            pairs.add(new Pair(was, field));
          },
          () -> added.add(field));
    }
    Optional<Guess> best = best(before, after, removed, added);
    while (best.isPresent()) {
      Pair pair = best.get().pair();
      removed.remove(pair.before());
      added.remove(pair.after());
      pairs.add(pair);
      best = best(before, after, removed, added);
    }
    pairs.sort(Comparator.comparingInt(pair -> after.indexOf(pair.after())));
    return new FieldPairs(pairs, removed, added);
  }

  private static Optional<Field> find(List<Field> fields, Field wanted) {
    return fields.stream().filter(field -> field.name().equals(wanted.name())).findFirst();
  }

  private static Optional<Guess> best(
      List<Field> before, List<Field> after, List<Field> removed, List<Field> added) {
    return removed.stream()
        .flatMap(was -> added.stream().map(now -> new Pair(was, now)))
        .map(pair -> new Guess(pair, score(pair, before, after)))
        .filter(guess -> guess.score() >= LIKELY)
        .max(Comparator.comparingInt(Guess::score));
  }

  private static int score(Pair pair, List<Field> before, List<Field> after) {
    if (pair.hasAlias()) {
      return Integer.MAX_VALUE;
    }
    Field was = pair.before();
    Field now = pair.after();
    int words = Renames.sharedWords(was.name(), now.name());
    boolean sameType = isSameType(was, now);
    boolean sameText =
        was.description() != null && Words.areSame(was.description(), now.description());
    boolean sameNeighbour =
        neighbour(was, before, -1).equals(neighbour(now, after, -1))
            || neighbour(was, before, 1).equals(neighbour(now, after, 1));
    // A place alone is no rename: something has to be said of the field itself.
    if (words == 0 && !sameType && !sameText) {
      return 0;
    }
    return (sameType ? SAME_TYPE : 0)
        + (sameText ? SAME_DESCRIPTION : 0)
        + words * SHARED_WORD
        + (sameNeighbour ? SAME_NEIGHBOUR : 0);
  }

  private static boolean isSameType(Field was, Field now) {
    Schema from = onlyType(was);
    Schema to = onlyType(now);
    if (from != null && to != null) {
      return Renames.sameType(from, to);
    }
    return was.property() != null
        && now.property() != null
        && was.property().logicalType() != null
        && was.property().logicalType() == now.property().logicalType();
  }

  private static @Nullable Schema onlyType(Field field) {
    List<Schema> types = field.type() == null ? List.of() : Compatibility.valueTypes(field.type());
    return types.size() == 1 ? types.getFirst() : null;
  }

  /** The name beside a field; of the first and the last one, the record's edge. */
  private static String neighbour(Field field, List<Field> fields, int step) {
    int index = fields.indexOf(field) + step;
    return index < 0 || index >= fields.size() ? "" : fields.get(index).name();
  }
}
