package io.sluice.engine.plan;

import io.sluice.engine.cel.Slots;
import io.sluice.engine.rewrite.Part;
import io.sluice.engine.rewrite.Rewriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Cuts a record into the pieces that are written: fields that follow each other unchanged make one.
 * The walk is asked for the places of as few fields as that takes.
 */
final class RootPieces {

  private static final int NONE = -1;

  private final Schema writer;
  private final Schema reader;
  private final Slots slots;
  private final List<Rewriter.Piece> pieces = new ArrayList<>();

  /** The first field of those that are kept and not yet a piece. */
  private int from = NONE;

  /** The field behind the one that came last. */
  private int behind = NONE;

  /** Whether the piece before them ends where they start. */
  private boolean follow;

  RootPieces(Schema writer, Schema reader, Slots slots) {
    this.writer = writer;
    this.reader = reader;
    this.slots = slots;
  }

  List<Rewriter.Piece> of(Part.Fields root) {
    for (Part.Fields.Move move : root.moves()) {
      switch (move) {
        case Part.Fields.Move.Given given -> {
          endKept();
          pieces.add(new Rewriter.Piece.Given(given.value()));
          behind = NONE;
        }
        case Part.Fields.Move.Written written -> written(written.place(), written.part());
      }
    }
    endKept();
    return pieces;
  }

  private void written(int place, Part part) {
    boolean continues = place == behind;
    if (part.changes(new HashSet<>())) {
      endKept();
      pieces.add(new Rewriter.Piece.Changed(slot(place), part));
    } else if (from == NONE || !continues) {
      endKept();
      from = place;
      follow = continues;
    }
    behind = place + 1;
  }

  private void endKept() {
    if (from != NONE) {
      pieces.add(
          new Rewriter.Piece.Kept(
              follow ? Rewriter.NEXT : slot(from),
              behind == writer.getFields().size() ? Rewriter.END : slot(behind)));
      from = NONE;
    }
  }

  private int slot(int place) {
    Schema.Field field = writer.getFields().get(place);
    Schema.Field match = FieldNames.match(field, writer, reader);
    return slots.of(match == null ? field.name() : match.name());
  }
}
