package io.sluice.engine.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import io.sluice.engine.cel.Operations.Arithmetic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compiles an expression to nodes that read a writer's bytes. Everything that it lets through means
 * what it means to cel-java; of anything else it says so, and cel-java runs the expression.
 */
final class NodeCompiler {

  private final CelAbstractSyntaxTree tree;
  private final Environment environment;
  private final Layout subject;
  private final @Nullable Slots slots;
  private final Map<String, Place> loops = new HashMap<>();
  private final FunctionCompiler functions = new FunctionCompiler(this);
  private int registers;

  NodeCompiler(
      CelAbstractSyntaxTree tree, Environment environment, Layout subject, @Nullable Slots slots) {
    this.tree = tree;
    this.environment = environment;
    this.subject = subject;
    this.slots = slots;
  }

  /** The nodes of an expression. */
  Node compile(CelExpr expression) throws UncompilableException {
    return switch (expression.getKind()) {
      case CONSTANT -> Leaves.constant(constant(expression.constant()));
      case IDENT -> ident(expression.ident().name());
      case SELECT -> select(expression.select());
      case CALL -> call(expression);
      case COMPREHENSION -> loop(expression.comprehension());
      default -> throw new UncompilableException("it makes lists, maps or records");
    };
  }

  Node.Truth truth(CelExpr expression) throws UncompilableException {
    if (compile(expression) instanceof Node.Truth truth) {
      return truth;
    }
    throw new UncompilableException("it takes something else for a boolean");
  }

  Node.Text text(CelExpr expression) throws UncompilableException {
    if (compile(expression) instanceof Node.Text text) {
      return text;
    }
    throw new UncompilableException("it takes something else for a string");
  }

  private static Object constant(CelConstant constant) throws UncompilableException {
    return switch (constant.getKind()) {
      case NULL_VALUE -> NullValue.NULL_VALUE;
      case BOOLEAN_VALUE -> constant.booleanValue();
      case INT64_VALUE -> constant.int64Value();
      case DOUBLE_VALUE -> constant.doubleValue();
      case STRING_VALUE -> constant.stringValue();
      default -> throw new UncompilableException("it has a constant of another kind");
    };
  }

  // ---- what is read

  private Node ident(String name) throws UncompilableException {
    Place item = loops.get(name);
    if (item != null) {
      return Leaves.at(item);
    }
    if (name.equals(Environment.NOW)) {
      return new Leaves.Now();
    }
    if (name.equals(Environment.VALUE) || Environment.RECORD.contains(name)) {
      return Leaves.at(new Place.Subject(subject));
    }
    throw new UncompilableException("it names the type " + name);
  }

  private Node select(CelExpr.CelSelect select) throws UncompilableException {
    if (!(compile(select.operand()) instanceof Node.Container container)) {
      throw new UncompilableException("it selects from what is no record and no map");
    }
    Place owner = container.place();
    if (owner.layout() instanceof Layout.Fields fields) {
      Node field = field(owner, fields, select.field());
      return select.testOnly() ? isPresent(owner, field) : field;
    }
    if (owner.layout() instanceof Layout.Entries entries) {
      Node.Text key = (Node.Text) Leaves.constant(select.field());
      Place.Entry entry = new Place.Entry(owner, entries, key, register(1));
      return select.testOnly() ? isPresent(entry) : Leaves.at(entry);
    }
    throw new UncompilableException("it selects from a list");
  }

  private Node field(Place owner, Layout.Fields fields, String name) throws UncompilableException {
    int place = fields.place(name);
    if (place < 0) {
      Object standIn = fields.standIn(name);
      if (standIn == null) {
        throw new UncompilableException("no field " + name);
      }
      return Leaves.constant(standIn);
    }
    return Leaves.at(
        slots != null && owner instanceof Place.Subject
            ? new Place.Slot(slots.of(name), fields.layout(place))
            : new Place.Field(owner, fields, place));
  }

  private static Node.Truth isPresent(Place owner, Node field) {
    return walk -> {
      owner.at(walk);
      return !walk.scratch().failed() && !field.isNull(walk);
    };
  }

  private static Node.Truth isPresent(Place.Entry entry) {
    return walk -> entry.find(walk) != Place.NOWHERE;
  }

  // ---- calls

  private Node call(CelExpr expression) throws UncompilableException {
    CelExpr.CelCall call = expression.call();
    if (isKnownBeforehand(expression)) {
      return Leaves.constant(environment.evaluate(tree, expression));
    }
    List<CelExpr> args = call.args();
    return switch (call.function()) {
      case "_&&_" -> Operations.and(truth(args.get(0)), truth(args.get(1)));
      case "_||_" -> Operations.or(truth(args.get(0)), truth(args.get(1)));
      case "!_" -> Operations.not(truth(args.getFirst()));
      case "_?_:_" ->
          Operations.conditional(truth(args.get(0)), compile(args.get(1)), compile(args.get(2)));
      case "_<_" -> order(args.get(0), args.get(1), true);
      case "_<=_" -> order(args.get(0), args.get(1), false);
      case "_>_" -> order(args.get(1), args.get(0), true);
      case "_>=_" -> order(args.get(1), args.get(0), false);
      case "_==_" -> Comparisons.equality(compile(args.get(0)), compile(args.get(1)), register(2));
      case "_!=_" ->
          Operations.not(
              Comparisons.equality(compile(args.get(0)), compile(args.get(1)), register(2)));
      case "_+_" -> sum(expression, Arithmetic.ADD);
      case "_-_" -> sum(expression, Arithmetic.SUBTRACT);
      case "_*_" ->
          Operations.arithmetic(Arithmetic.MULTIPLY, compile(args.get(0)), compile(args.get(1)));
      case "_/_" ->
          Operations.arithmetic(Arithmetic.DIVIDE, compile(args.get(0)), compile(args.get(1)));
      case "_%_" ->
          Operations.arithmetic(Arithmetic.MODULO, compile(args.get(0)), compile(args.get(1)));
      case "-_" -> Operations.negation(compile(args.getFirst()));
      case "_[_]" -> index(args.get(0), args.get(1));
      default -> functions.compile(call);
    };
  }

  /** Whether a part of the expression reads nothing, so that it has one value for all records. */
  private static boolean isKnownBeforehand(CelExpr expression) {
    return switch (expression.getKind()) {
      case CONSTANT -> true;
      case CALL -> {
        CelExpr.CelCall call = expression.call();
        yield call.target().map(NodeCompiler::isKnownBeforehand).orElse(true)
            && call.args().stream().allMatch(NodeCompiler::isKnownBeforehand);
      }
      default -> false;
    };
  }

  boolean isDuration(CelExpr expression) {
    return tree.getTypeOrThrow(expression.id()).equals(SimpleType.DURATION);
  }

  private Node order(CelExpr first, CelExpr second, boolean strictly) throws UncompilableException {
    return Comparisons.order(compile(first), compile(second), strictly, register(2));
  }

  private Node sum(CelExpr expression, Arithmetic operation) throws UncompilableException {
    Node left = compile(expression.call().args().get(0));
    Node right = compile(expression.call().args().get(1));
    if (left instanceof Node.Moment a && right instanceof Node.Moment b) {
      if (!tree.getTypeOrThrow(expression.id()).equals(SimpleType.TIMESTAMP)) {
        throw new UncompilableException("it calculates a duration");
      }
      boolean isSwapped = isDuration(expression.call().args().get(0));
      return Operations.moved(
          isSwapped ? b : a, isSwapped ? a : b, operation == Arithmetic.ADD ? 1 : -1);
    }
    return Operations.arithmetic(operation, left, right);
  }

  private Node index(CelExpr owner, CelExpr index) throws UncompilableException {
    if (compile(owner) instanceof Node.Container container) {
      Place place = container.place();
      if (place.layout() instanceof Layout.Entries entries) {
        return Leaves.at(new Place.Entry(place, entries, text(index), register(1)));
      }
      if (place.layout() instanceof Layout.Items items
          && compile(index) instanceof Node.Whole number
          && !number.isNullable()) {
        return Leaves.at(new Place.Indexed(place, items, number));
      }
    }
    throw new UncompilableException("it indexes with something else");
  }

  // ---- loops

  /** The macros {@code all} and {@code exists} over a list. */
  private Node loop(CelExpr.CelComprehension loop) throws UncompilableException {
    boolean isAll = isMacro(loop, true, "_&&_");
    if (!isAll && !isMacro(loop, false, "_||_")) {
      throw new UncompilableException("it has another macro than all and exists");
    }
    if (!(compile(loop.iterRange()) instanceof Node.Container container)
        || !(container.place().layout() instanceof Layout.Items items)) {
      throw new UncompilableException("it goes over the keys of a map");
    }
    int depth = loops.size();
    Place hidden = loops.put(loop.iterVar(), new Place.Item(depth, items.item()));
    if (hidden != null) {
      throw new UncompilableException("two of its macros name their items alike");
    }
    Node.Truth each = truth(loop.loopStep().call().args().get(1));
    loops.remove(loop.iterVar());
    return new Loop(container.place(), items.item(), depth, each, isAll);
  }

  private static boolean isMacro(CelExpr.CelComprehension loop, boolean initial, String operator) {
    return loop.iterVar2().isEmpty()
        && loop.accuInit().getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && loop.accuInit().constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
        && loop.accuInit().constant().booleanValue() == initial
        && loop.loopStep().getKind() == CelExpr.ExprKind.Kind.CALL
        && loop.loopStep().call().function().equals(operator)
        && loop.loopStep().call().args().size() == 2
        && isIdent(loop.loopStep().call().args().getFirst(), loop.accuVar())
        && isIdent(loop.result(), loop.accuVar());
  }

  private static boolean isIdent(CelExpr expression, String name) {
    return expression.getKind() == CelExpr.ExprKind.Kind.IDENT
        && expression.ident().name().equals(name);
  }

  /** The first of so many registers that no other node of the expression uses. */
  int register(int count) {
    int first = registers;
    registers += count;
    return first;
  }
}
