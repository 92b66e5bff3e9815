package io.sluice.engine.plan;

import io.sluice.engine.cel.Slots;
import io.sluice.engine.contract.Mask;
import io.sluice.engine.contract.Masking;
import io.sluice.engine.contract.Output;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.observe.Observer;
import io.sluice.engine.rewrite.Growth;
import io.sluice.engine.rewrite.KeyNames;
import io.sluice.engine.rewrite.Literal;
import io.sluice.engine.rewrite.Part;
import io.sluice.engine.rewrite.Product;
import io.sluice.engine.rewrite.Rewriter;
import io.sluice.engine.verdict.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Compiles what the product gets of the records of one writer schema: goes through the writer's
 * schema and the product's side by side, which is the writer's own where records keep it, and the
 * contract's where they are rewritten to it.
 */
final class RewriteCompiler {

  private final Output output;
  private final KeyNames keys;
  private final MaskParts masks;
  private final List<Violation> differences;
  private final Layouts layouts = new Layouts();
  private final Map<Met, Part.Fields> records = new HashMap<>();
  private Scope scope = Scope.NONE;

  /**
   * @param differences takes masks that the writer's types have no room for
   */
  RewriteCompiler(Output output, KeyNames keys, List<Violation> differences) {
    this.output = output;
    this.keys = keys;
    this.masks = new MaskParts(keys);
    this.differences = differences;
  }

  /**
   * What the product gets.
   *
   * @param slots takes the root fields whose places are asked for
   * @param subjects the ways to what says whom a record is about
   */
  Product compile(
      SchemaObject object,
      Schema writer,
      Schema reader,
      Slots slots,
      List<Observer.From> subjects) {
    Schema product = output == Output.PROJECT ? reader : writer;
    Part.Fields root = record(writer, reader, object.properties(), "");
    if (!root.changes(new HashSet<>())) {
      return new Product(product, null, Growth.NONE);
    }
    return new Product(
        product,
        new Rewriter(new RootPieces(writer, reader, slots).of(root), subjects),
        root.growth());
  }

  /** What writes a value of the contract's own schema. */
  static Part ofValue(Schema schema, Property property, KeyNames keys)
      throws InapplicableException {
    List<Violation> differences = new ArrayList<>();
    Part part =
        new RewriteCompiler(Output.PROJECT, keys, differences)
            .value(schema, schema, property, property.name());
    if (!differences.isEmpty()) {
      throw new InapplicableException(differences.getFirst().message());
    }
    return part;
  }

  // ---- records

  private Part.Fields record(Schema writer, Schema reader, List<Property> properties, String path) {
    Scope same = properties.isEmpty() ? scope.of(reader) : null;
    return same == null
        ? within(scope.within(reader, properties), writer, reader, properties, path)
        : within(same, writer, reader, same.properties(), path);
  }

  private Part.Fields within(
      Scope its, Schema writer, Schema reader, List<Property> properties, String path) {
    Met key = new Met(writer, reader, properties, its);
    Part.Fields known = records.get(key);
    if (known != null) {
      return known;
    }
    Part.Fields fields = new Part.Fields();
    records.put(key, fields);
    Scope outer = scope;
    scope = its;
    fields.set(
        writer.getFields().stream().map(f -> layouts.of(f.schema(), f.schema())).toList(),
        output == Output.PROJECT
            ? projected(writer, reader, properties, path)
            : passed(writer, reader, properties, path));
    scope = outer;
    return fields;
  }

  private List<Part.Fields.Move> passed(
      Schema writer, Schema reader, List<Property> properties, String path) {
    List<Part.Fields.Move> moves = new ArrayList<>();
    for (Schema.Field field : writer.getFields()) {
      Schema.Field match = FieldNames.match(field, writer, reader);
      moves.add(
          new Part.Fields.Move.Written(
              field.pos(),
              match == null
                  ? kept(field.schema())
                  : value(
                      field.schema(),
                      match.schema(),
                      FieldNames.property(properties, match.name()),
                      join(path, match.name()))));
    }
    return moves;
  }

  private List<Part.Fields.Move> projected(
      Schema writer, Schema reader, List<Property> properties, String path) {
    List<Part.Fields.Move> moves = new ArrayList<>();
    for (Schema.Field field : reader.getFields()) {
      Schema.Field source = FieldNames.source(field, writer);
      if (source != null) {
        moves.add(
            new Part.Fields.Move.Written(
                source.pos(),
                value(
                    source.schema(),
                    field.schema(),
                    FieldNames.property(properties, field.name()),
                    join(path, field.name()))));
      } else if (field.hasDefaultValue()) {
        // The same in all records, and in the contract's own schema: it tells nothing of any.
        moves.add(new Part.Fields.Move.Given(Literal.of(Defaults.encode(field))));
      }
      // Without a default no record of this writer is compliant.
    }
    return moves;
  }

  // ---- values

  private Part kept(Schema writer) {
    return new Part.Kept(layouts.of(writer, writer));
  }

  /**
   * Writes a value.
   *
   * @param reader the contract's schema of it
   */
  private Part value(Schema writer, Schema reader, @Nullable Property property, String path) {
    if (property != null
        && property.masking() != null
        && property.masking().mask() instanceof Mask.Redact redact) {
      return redacted(redact, writer, reader, property.rules(), path);
    }
    Part part = anyBranch(writer, reader, property, path);
    Mask.Subject subject =
        property == null || property.masking() == null ? null : property.masking().mask().subject();
    return subject == null
        ? part
        : new Part.Personal(
            keys.subjects().indexOf(subject.path()),
            part,
            redacted(subject.forgotten(), writer, reader, rules(property), path));
  }

  private Part anyBranch(Schema writer, Schema reader, @Nullable Property property, String path) {
    if (writer.getType() == Schema.Type.UNION) {
      List<Part.Branch> branches = new ArrayList<>();
      for (int index = 0; index < writer.getTypes().size(); index++) {
        branches.add(
            branch(
                writer.getTypes().get(index),
                index,
                output == Output.PROJECT ? reader : writer,
                reader,
                property,
                path));
      }
      return new Part.Branches(branches);
    }
    Part.Branch branch =
        branch(writer, -1, output == Output.PROJECT ? reader : writer, reader, property, path);
    return branch.index() == null ? branch.value() : branch;
  }

  private Part redacted(
      Mask.Redact mask, Schema writer, Schema reader, List<Rule> rules, String path) {
    try {
      return new Part.Constant(
          layouts.of(writer, writer),
          Literal.of(Blanks.encoded(mask, output == Output.PROJECT ? reader : writer, rules)));
    } catch (InapplicableException e) {
      return unmaskable(e, path);
    }
  }

  private Part unmaskable(InapplicableException why, String path) {
    differences.add(SchemaRule.MASK.at(path, "the mask can't be applied: " + why.getMessage()));
    return new Part.Never();
  }

  /**
   * A branch of a union, or what is none.
   *
   * @param index of the branch, -1 for what is none
   * @param product what the product has for the whole value
   */
  private Part.Branch branch(
      Schema writer,
      int index,
      Schema product,
      Schema reader,
      @Nullable Property property,
      String path) {
    Schema counterpart = Compatibility.counterpart(writer, reader);
    if (counterpart == null) {
      return new Part.Branch(null, new Part.Never());
    }
    if (output == Output.PASS) {
      return new Part.Branch(null, typed(writer, writer, counterpart, property, path));
    }
    Part value = typed(writer, counterpart, counterpart, property, path);
    int target =
        product.getType() == Schema.Type.UNION ? product.getTypes().indexOf(counterpart) : -1;
    if (target == index) {
      return new Part.Branch(null, value);
    }
    return new Part.Branch(target < 0 ? Literal.NOTHING : index(target), value);
  }

  private static Literal index(int index) {
    return Literal.of(AvroValues.encoded(index, Schema.create(Schema.Type.INT)));
  }

  /**
   * A value of one type.
   *
   * @param type what the product has
   * @param reader the contract's type
   */
  private Part typed(
      Schema writer, Schema type, Schema reader, @Nullable Property property, String path) {
    Masking masking = property == null ? null : property.masking();
    try {
      return switch (writer.getType()) {
        case NULL -> kept(writer);
        case ARRAY -> array(writer, reader, property, path);
        case MAP -> map(writer, reader, property, path);
        case RECORD -> {
          demandNone(masking, "a record", "its properties");
          yield record(writer, reader, property == null ? List.of() : property.properties(), path);
        }
        default ->
            masking == null
                ? unmasked(writer, type)
                : masks.of(masking.mask(), writer, type, rules(property));
      };
    } catch (InapplicableException e) {
      return unmaskable(e, path);
    }
  }

  private static List<Rule> rules(@Nullable Property property) {
    return property == null ? List.of() : property.rules();
  }

  private static void demandNone(@Nullable Masking masking, String what, String below)
      throws InapplicableException {
    if (masking != null) {
      throw new InapplicableException(
          "%s can't apply to %s: redact it, or mask %s"
              .formatted(masking.mask().word(), what, below));
    }
  }

  private Part array(Schema writer, Schema reader, @Nullable Property property, String path)
      throws InapplicableException {
    demandNone(property == null ? null : property.masking(), "an array", "its items");
    Part items =
        value(
            writer.getElementType(),
            reader.getElementType(),
            property == null ? null : property.items(),
            path);
    return new Part.Blocks(null, items, Compatibility.minBytes(writer.getElementType()));
  }

  private Part map(Schema writer, Schema reader, @Nullable Property property, String path)
      throws InapplicableException {
    Masking masking = property == null ? null : property.masking();
    Part keys = masking == null ? kept(KEY) : masks.ofKeys(masking.mask());
    Part values =
        value(
            writer.getValueType(),
            reader.getValueType(),
            property == null ? null : property.items(),
            path);
    return new Part.Blocks(keys, values, 1 + Compatibility.minBytes(writer.getValueType()));
  }

  private static final Schema KEY = Schema.create(Schema.Type.STRING);

  /** A value as the product's type writes it. */
  private Part unmasked(Schema writer, Schema type) {
    if (writer.getType() == Schema.Type.ENUM) {
      int[] indexes =
          writer.getEnumSymbols().stream().mapToInt(symbol -> ordinal(symbol, type)).toArray();
      for (int i = 0; i < indexes.length; i++) {
        // One that the product's enum lacks violates: it never comes here.
        if (indexes[i] >= 0 && indexes[i] != i) {
          return new Part.Symbols(indexes);
        }
      }
      return kept(writer);
    }
    boolean isWidened =
        (type.getType() == Schema.Type.DOUBLE || type.getType() == Schema.Type.FLOAT)
            && writer.getType() != type.getType();
    return isWidened
        ? new Part.Promoted(layouts.of(writer, writer), type.getType() == Schema.Type.FLOAT)
        : kept(writer);
  }

  private static int ordinal(String symbol, Schema type) {
    String read = type.hasEnumSymbol(symbol) ? symbol : type.getEnumDefault();
    return read == null ? -1 : type.getEnumOrdinal(read);
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
