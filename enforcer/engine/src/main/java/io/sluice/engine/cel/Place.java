package io.sluice.engine.cel;

import com.google.common.primitives.Booleans;
import io.sluice.engine.walk.Scratch;
import io.sluice.engine.walk.Walk;
import java.util.ArrayList;
import java.util.List;

/** Where a value starts in a record's bytes. */
abstract class Place {

  /** The value is null, or there is none. */
  static final int NOWHERE = -1;

  private final Layout layout;
  private final boolean isUnion;
  private final boolean[] isNull;
  private final boolean[] isUnfit;

  /**
   * @param written how the value lies there
   * @throws UncompilableException where it is a union of which more than one branch fits
   */
  Place(Layout written) throws UncompilableException {
    List<Layout> branches =
        written instanceof Layout.Union union ? union.branches() : List.of(written);
    isUnion = written instanceof Layout.Union;
    layout = isUnion ? sole(branches) : written;
    if (layout instanceof Layout.Unfit || layout instanceof Layout.Null) {
      throw new UncompilableException("the writer has another type where it reads");
    }
    isNull = new boolean[branches.size()];
    isUnfit = new boolean[branches.size()];
    for (int i = 0; i < isNull.length; i++) {
      isNull[i] = branches.get(i) instanceof Layout.Null;
      isUnfit[i] = branches.get(i) instanceof Layout.Unfit;
    }
  }

  private static Layout sole(List<Layout> branches) throws UncompilableException {
    List<Layout> fitting = new ArrayList<>();
    for (Layout branch : branches) {
      if (!(branch instanceof Layout.Null)
          && !(branch instanceof Layout.Unfit)
          && !fitting.contains(branch)) {
        fitting.add(branch);
      }
    }
    if (fitting.size() != 1) {
      throw new UncompilableException("it reads a union of several types");
    }
    return fitting.getFirst();
  }

  /** How the value lies where it is not null. */
  final Layout layout() {
    return layout;
  }

  final boolean isNullable() {
    return Booleans.contains(isNull, true);
  }

  /** Where what was written starts: the value, or the index of its union's branch. */
  abstract int written(Walk walk);

  /** Where the value starts; nowhere, and noted as failed, where it is null or does not fit. */
  final int at(Walk walk) {
    int at = written(walk);
    if (!isUnion || at == NOWHERE) {
      return at;
    }
    int branch = (int) Varints.read(walk.bytes(), at);
    return isNull[branch] || isUnfit[branch] ? fail(walk) : Varints.end(walk.bytes(), at);
  }

  /** Whether the value is null; a value that does not fit is noted as failed. */
  final boolean isNull(Walk walk) {
    int at = written(walk);
    if (!isUnion || at == NOWHERE) {
      return false;
    }
    int branch = (int) Varints.read(walk.bytes(), at);
    if (isUnfit[branch]) {
      walk.scratch().failed(true);
    }
    return isNull[branch];
  }

  /** How many items the array has that lies here. */
  long size(Walk walk, Layout.Items items) {
    int at = at(walk);
    return at == NOWHERE ? 0 : BlockCursor.count(walk.bytes(), at, items.item(), false);
  }

  static int fail(Walk walk) {
    walk.scratch().failed(true);
    return NOWHERE;
  }

  /** The value that the expression is about. */
  static final class Subject extends Place {
    Subject(Layout written) throws UncompilableException {
      super(written);
    }

    @Override
    int written(Walk walk) {
      return walk.scratch().subject();
    }
  }

  /** A field of the record that the walk goes over. */
  static final class Slot extends Place {
    private final int slot;

    Slot(int slot, Layout written) throws UncompilableException {
      super(written);
      this.slot = slot;
    }

    @Override
    int written(Walk walk) {
      return walk.scratch().slot(slot);
    }

    /** The walk has counted them. */
    @Override
    long size(Walk walk, Layout.Items items) {
      return at(walk) == NOWHERE ? 0 : walk.scratch().size(slot);
    }
  }

  /** The item that a loop stands at. */
  static final class Item extends Place {
    private final int loop;

    Item(int loop, Layout written) throws UncompilableException {
      super(written);
      this.loop = loop;
    }

    @Override
    int written(Walk walk) {
      return walk.scratch().item(loop);
    }
  }

  /** A field of a record: found by stepping over those before it. */
  static final class Field extends Place {
    private final Place owner;
    private final Layout.Fields fields;
    private final int place;

    Field(Place owner, Layout.Fields fields, int place) throws UncompilableException {
      super(fields.layout(place));
      this.owner = owner;
      this.fields = fields;
      this.place = place;
    }

    @Override
    int written(Walk walk) {
      int at = owner.at(walk);
      return at == NOWHERE ? NOWHERE : fields.start(walk.bytes(), at, place);
    }
  }

  /** A value of a map: the last of its key, as readers have it. */
  static final class Entry extends Place {
    private final Place owner;
    private final Layout value;
    private final Node.Text key;
    private final int register;

    Entry(Place owner, Layout.Entries entries, Node.Text key, int register)
        throws UncompilableException {
      super(entries.value());
      this.owner = owner;
      this.value = entries.value();
      this.key = key;
      this.register = register;
    }

    @Override
    int written(Walk walk) {
      int found = find(walk);
      return found == NOWHERE ? fail(walk) : found;
    }

    /** Where the key's value starts; nowhere, not noted, where there is no such key. */
    int find(Walk walk) {
      int at = owner.at(walk);
      Scratch scratch = walk.scratch();
      if (at == NOWHERE) {
        return NOWHERE;
      }
      key.read(walk, register);
      if (scratch.failed()) {
        return NOWHERE;
      }
      byte[] bytes = walk.bytes();
      int found = NOWHERE;
      int next = at;
      while (true) {
        long count = Math.abs(Varints.read(bytes, next));
        next = BlockCursor.first(bytes, next);
        if (count == 0) {
          return found;
        }
        for (long i = 0; i < count; i++) {
          int length = (int) Varints.read(bytes, next);
          int start = Varints.end(bytes, next);
          next = start + length;
          if (Texts.equal(scratch, register, bytes, start, length)) {
            found = next;
          }
          next = value.end(bytes, next);
        }
      }
    }
  }

  /** An item of an array. */
  static final class Indexed extends Place {
    private final Place owner;
    private final Layout item;
    private final Node.Whole index;

    Indexed(Place owner, Layout.Items items, Node.Whole index) throws UncompilableException {
      super(items.item());
      this.owner = owner;
      this.item = items.item();
      this.index = index;
    }

    @Override
    int written(Walk walk) {
      int at = owner.at(walk);
      if (at == NOWHERE) {
        return NOWHERE;
      }
      long wanted = index.value(walk);
      if (walk.scratch().failed()) {
        return NOWHERE;
      }
      byte[] bytes = walk.bytes();
      int next = at;
      long passed = 0;
      while (true) {
        long count = Math.abs(Varints.read(bytes, next));
        next = BlockCursor.first(bytes, next);
        if (count == 0 || wanted < 0) {
          return fail(walk);
        }
        for (long i = 0; i < count; i++) {
          if (passed++ == wanted) {
            return next;
          }
          next = item.end(bytes, next);
        }
      }
    }
  }
}
