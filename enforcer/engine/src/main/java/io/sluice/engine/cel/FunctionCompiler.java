package io.sluice.engine.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.sluice.engine.text.BytePattern;
import io.sluice.engine.text.InvalidPatternException;
import io.sluice.engine.text.StringFormat;
import io.sluice.engine.walk.Scratch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles the calls of functions by name. */
final class FunctionCompiler {

  private final NodeCompiler nodes;

  FunctionCompiler(NodeCompiler nodes) {
    this.nodes = nodes;
  }

  /** Compares two texts in registers. */
  private interface Relation {
    boolean holds(Scratch scratch, int text, int other);
  }

  Node compile(CelExpr.CelCall call) throws UncompilableException {
    List<CelExpr> args = new ArrayList<>();
    call.target().ifPresent(args::add);
    args.addAll(call.args());
    StringFormat format = Functions.FORMATS.get(call.function());
    if (format != null) {
      return format(format, nodes.text(args.getFirst()));
    }
    Optional<CalendarPart> part = CalendarPart.of(call.function());
    if (part.isPresent()) {
      return calendar(part.get(), args);
    }
    return switch (call.function()) {
      case "size" -> size(nodes.compile(args.getFirst()));
      case "startsWith" -> relation(args, Texts::startsWith);
      case "endsWith" -> relation(args, Texts::endsWith);
      case "contains" -> relation(args, Texts::contains);
      case "matches" -> matches(nodes.text(args.get(0)), args.get(1));
      case "@in" -> in(args.get(0), args.get(1));
      case "double" -> toDouble(nodes.compile(args.getFirst()));
      default -> throw new UncompilableException("it calls " + call.function());
    };
  }

  private Node.Truth format(StringFormat format, Node.Text text) {
    int register = nodes.register(1);
    return walk -> {
      Scratch scratch = walk.scratch();
      text.read(walk, register);
      return !scratch.failed()
          && format.holds(
              scratch.textBytes(register),
              scratch.textOffset(register),
              scratch.textLength(register));
    };
  }

  private Node.Whole calendar(CalendarPart part, List<CelExpr> args) throws UncompilableException {
    if (args.size() > 1) {
      throw new UncompilableException("it reads the calendar of a time zone");
    }
    if (nodes.compile(args.getFirst()) instanceof Node.Moment moment) {
      return part.of(moment, nodes.isDuration(args.getFirst()));
    }
    throw new UncompilableException("it asks for a part of what is no time");
  }

  private Node.Whole size(Node of) throws UncompilableException {
    if (of instanceof Node.Text text) {
      int register = nodes.register(1);
      return walk -> {
        text.read(walk, register);
        return walk.scratch().failed() ? 0 : Texts.size(walk.scratch(), register);
      };
    }
    if (of instanceof Node.Container container
        && container.place().layout() instanceof Layout.Items items) {
      Place place = container.place();
      return walk -> place.size(walk, items);
    }
    throw new UncompilableException("it asks for the size of a map");
  }

  private Node.Truth relation(List<CelExpr> args, Relation relation) throws UncompilableException {
    Node.Text text = nodes.text(args.get(0));
    Node.Text other = nodes.text(args.get(1));
    int register = nodes.register(2);
    return walk ->
        Comparisons.read(walk, text, other, register)
            && relation.holds(walk.scratch(), register, register + 1);
  }

  private Node.Truth matches(Node.Text text, CelExpr expression) throws UncompilableException {
    String regex =
        Expression.literal(expression)
            .orElseThrow(() -> new UncompilableException("it computes a pattern"));
    BytePattern pattern;
    try {
      pattern = BytePattern.compile(regex);
    } catch (InvalidPatternException e) {
      throw new UncompilableException("RE2 has no such pattern");
    }
    int register = nodes.register(1);
    return walk -> {
      Scratch scratch = walk.scratch();
      text.read(walk, register);
      return !scratch.failed()
          && pattern.find(
              scratch.textBytes(register),
              scratch.textOffset(register),
              scratch.textLength(register));
    };
  }

  private Node.Real toDouble(Node of) throws UncompilableException {
    if (of instanceof Node.Whole whole) {
      return walk -> whole.value(walk);
    }
    if (of instanceof Node.Real real) {
      return real;
    }
    throw new UncompilableException("it makes a double of something else");
  }

  // ---- membership

  private Node.Truth in(CelExpr element, CelExpr range) throws UncompilableException {
    if (range.getKind() == CelExpr.ExprKind.Kind.LIST) {
      return among(nodes.compile(element), range.list().elements());
    }
    if (nodes.compile(range) instanceof Node.Container container
        && container.place().layout() instanceof Layout.Entries entries) {
      Place.Entry entry =
          new Place.Entry(container.place(), entries, nodes.text(element), nodes.register(1));
      return walk -> entry.find(walk) != Place.NOWHERE;
    }
    throw new UncompilableException("it looks for something in a list of the record");
  }

  private Node.Truth among(Node element, List<CelExpr> elements) throws UncompilableException {
    for (CelExpr candidate : elements) {
      if (candidate.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
        throw new UncompilableException("it looks for something in a list that it makes");
      }
    }
    if (element instanceof Node.Text text) {
      return amongTexts(text, elements);
    }
    if (element instanceof Node.Whole whole) {
      return amongNumbers(whole, elements);
    }
    throw new UncompilableException("it looks for values of other types in a list");
  }

  private Node.Truth amongTexts(Node.Text text, List<CelExpr> elements)
      throws UncompilableException {
    byte[][] known = new byte[elements.size()][];
    for (int i = 0; i < known.length; i++) {
      known[i] =
          Expression.literal(elements.get(i))
              .orElseThrow(() -> new UncompilableException("its list has several types"))
              .getBytes(StandardCharsets.UTF_8);
    }
    int register = nodes.register(1);
    return walk -> {
      if (text.isNull(walk) || walk.scratch().failed()) {
        return false;
      }
      text.read(walk, register);
      return !walk.scratch().failed() && isAmong(walk.scratch(), register, known);
    };
  }

  private static boolean isAmong(Scratch scratch, int register, byte[][] known) {
    for (byte[] candidate : known) {
      if (Texts.equal(scratch, register, candidate, 0, candidate.length)) {
        return true;
      }
    }
    return false;
  }

  private Node.Truth amongNumbers(Node.Whole whole, List<CelExpr> elements)
      throws UncompilableException {
    long[] known = new long[elements.size()];
    for (int i = 0; i < known.length; i++) {
      CelExpr candidate = elements.get(i);
      if (candidate.constant().getKind() != CelConstant.Kind.INT64_VALUE) {
        throw new UncompilableException("its list has several types");
      }
      known[i] = candidate.constant().int64Value();
    }
    return walk -> {
      if (whole.isNull(walk) || walk.scratch().failed()) {
        return false;
      }
      long value = whole.value(walk);
      if (!walk.scratch().failed()) {
        for (long candidate : known) {
          if (candidate == value) {
            return true;
          }
        }
      }
      return false;
    };
  }
}
