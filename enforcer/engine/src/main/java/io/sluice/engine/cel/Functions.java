package io.sluice.engine.cel;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import io.sluice.engine.text.StringFormat;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What expressions can call beyond CEL's standard functions: formats of strings, both as {@code
 * isEmail(x)} and {@code x.isEmail()}, and exact decimals.
 *
 * <p>Decimals order against decimals, ints and doubles, add, subtract and multiply with decimals
 * and ints, and are made by {@code decimal("0.10")} and {@code decimal(int)}; {@code double(d)}
 * gives the nearest double. They divide by nothing: a quotient would have to be rounded.
 */
final class Functions {

  /** Whether an order is the one that is asked for. */
  @Immutable
  @FunctionalInterface
  private interface Order {
    boolean test(int order);
  }

  /** An operation on two decimals. */
  @Immutable
  @FunctionalInterface
  private interface Operation {
    BigDecimal apply(BigDecimal left, BigDecimal right);
  }

  /** The functions that tell formats, as the field's other tools name them. */
  static final Map<String, StringFormat> FORMATS =
      Map.of(
          "isEmail", StringFormat.EMAIL,
          "isUri", StringFormat.URI,
          "isHostname", StringFormat.HOSTNAME,
          "isIpv4", StringFormat.IPV4,
          "isIpv6", StringFormat.IPV6,
          "isUuid", StringFormat.UUID);

  /** What the ids of a format's overloads end with. */
  static final String GLOBAL = "_of_string";

  static final String MEMBER = "_of_member";

  private final List<CelFunctionDecl> declarations = new ArrayList<>();
  private final List<CelFunctionBinding> bindings = new ArrayList<>();

  static final Functions ALL = new Functions();

  private Functions() {
    FORMATS.forEach(this::format);
    order("_<_", "less", order -> order < 0);
    order("_<=_", "less_equals", order -> order <= 0);
    order("_>_", "greater", order -> order > 0);
    order("_>=_", "greater_equals", order -> order >= 0);
    arithmetic("_+_", "add", BigDecimal::add);
    arithmetic("_-_", "subtract", BigDecimal::subtract);
    arithmetic("_*_", "multiply", BigDecimal::multiply);
    declarations.add(
        CelFunctionDecl.newFunctionDeclaration(
            "-_", CelOverloadDecl.newGlobalOverload("negate_decimal", Decimal.TYPE, Decimal.TYPE)));
    bindings.add(
        CelFunctionBinding.from(
            "negate_decimal", Decimal.class, d -> new Decimal(d.number().negate())));
    declarations.add(
        CelFunctionDecl.newFunctionDeclaration(
            "decimal",
            CelOverloadDecl.newGlobalOverload("string_to_decimal", Decimal.TYPE, SimpleType.STRING),
            CelOverloadDecl.newGlobalOverload("int64_to_decimal", Decimal.TYPE, SimpleType.INT)));
    bindings.add(CelFunctionBinding.from("string_to_decimal", String.class, Decimal::parse));
    bindings.add(
        CelFunctionBinding.from(
            "int64_to_decimal", Long.class, n -> new Decimal(BigDecimal.valueOf(n))));
    declarations.add(
        CelFunctionDecl.newFunctionDeclaration(
            "double",
            CelOverloadDecl.newGlobalOverload(
                "decimal_to_double", SimpleType.DOUBLE, Decimal.TYPE)));
    bindings.add(
        CelFunctionBinding.from("decimal_to_double", Decimal.class, d -> d.number().doubleValue()));
  }

  List<CelFunctionDecl> declarations() {
    return declarations;
  }

  List<CelFunctionBinding> bindings() {
    return bindings;
  }

  private void format(String function, StringFormat format) {
    declarations.add(
        CelFunctionDecl.newFunctionDeclaration(
            function,
            CelOverloadDecl.newGlobalOverload(
                function + GLOBAL, SimpleType.BOOL, SimpleType.STRING),
            CelOverloadDecl.newMemberOverload(
                function + MEMBER, SimpleType.BOOL, SimpleType.STRING)));
    bindings.add(
        CelFunctionBinding.from(function + GLOBAL, String.class, text -> holds(format, text)));
    bindings.add(
        CelFunctionBinding.from(function + MEMBER, String.class, text -> holds(format, text)));
  }

  private static boolean holds(StringFormat format, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return format.holds(utf8, 0, utf8.length);
  }

  private void order(String operator, String word, Order holds) {
    declarations.add(
        CelFunctionDecl.newFunctionDeclaration(
            operator,
            overload(word, SimpleType.BOOL, Decimal.TYPE, Decimal.TYPE),
            overload(word, SimpleType.BOOL, Decimal.TYPE, SimpleType.INT),
            overload(word, SimpleType.BOOL, SimpleType.INT, Decimal.TYPE),
            overload(word, SimpleType.BOOL, Decimal.TYPE, SimpleType.DOUBLE),
            overload(word, SimpleType.BOOL, SimpleType.DOUBLE, Decimal.TYPE)));
    bindings.add(
        CelFunctionBinding.from(
            id(word, Decimal.TYPE, Decimal.TYPE),
            Decimal.class,
            Decimal.class,
            (a, b) -> holds.test(a.number().compareTo(b.number()))));
    bindings.add(
        CelFunctionBinding.from(
            id(word, Decimal.TYPE, SimpleType.INT),
            Decimal.class,
            Long.class,
            (a, b) -> holds.test(a.number().compareTo(BigDecimal.valueOf(b)))));
    bindings.add(
        CelFunctionBinding.from(
            id(word, SimpleType.INT, Decimal.TYPE),
            Long.class,
            Decimal.class,
            (a, b) -> holds.test(BigDecimal.valueOf(a).compareTo(b.number()))));
    bindings.add(
        CelFunctionBinding.from(
            id(word, Decimal.TYPE, SimpleType.DOUBLE),
            Decimal.class,
            Double.class,
            (a, b) -> !Double.isNaN(b) && holds.test(-compare(b, a.number()))));
    bindings.add(
        CelFunctionBinding.from(
            id(word, SimpleType.DOUBLE, Decimal.TYPE),
            Double.class,
            Decimal.class,
            (a, b) -> !Double.isNaN(a) && holds.test(compare(a, b.number()))));
  }

  private static int compare(double number, BigDecimal decimal) {
    return Double.isInfinite(number)
        ? (number > 0 ? 1 : -1)
        : new BigDecimal(number).compareTo(decimal);
  }

  private void arithmetic(String operator, String word, Operation operation) {
    declarations.add(
        CelFunctionDecl.newFunctionDeclaration(
            operator,
            overload(word, Decimal.TYPE, Decimal.TYPE, Decimal.TYPE),
            overload(word, Decimal.TYPE, Decimal.TYPE, SimpleType.INT),
            overload(word, Decimal.TYPE, SimpleType.INT, Decimal.TYPE)));
    bindings.add(
        CelFunctionBinding.from(
            id(word, Decimal.TYPE, Decimal.TYPE),
            Decimal.class,
            Decimal.class,
            (a, b) -> new Decimal(operation.apply(a.number(), b.number()))));
    bindings.add(
        CelFunctionBinding.from(
            id(word, Decimal.TYPE, SimpleType.INT),
            Decimal.class,
            Long.class,
            (a, b) -> new Decimal(operation.apply(a.number(), BigDecimal.valueOf(b)))));
    bindings.add(
        CelFunctionBinding.from(
            id(word, SimpleType.INT, Decimal.TYPE),
            Long.class,
            Decimal.class,
            (a, b) -> new Decimal(operation.apply(BigDecimal.valueOf(a), b.number()))));
  }

  private static CelOverloadDecl overload(
      String word, CelType result, CelType left, CelType right) {
    return CelOverloadDecl.newGlobalOverload(id(word, left, right), result, left, right);
  }

  private static String id(String word, CelType left, CelType right) {
    return word + "_" + left.name() + "_" + right.name();
  }
}
