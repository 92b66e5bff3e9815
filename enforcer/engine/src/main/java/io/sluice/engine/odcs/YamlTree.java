package io.sluice.engine.odcs;

import io.sluice.engine.finding.Location;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A YAML 1.2 document as a tree of nodes, each with its place. Aliases are followed and merge keys
 * merged, as far as they write out to a tree of sane size; what they bring in has the place where
 * it is written.
 */
final class YamlTree {

  /** More nodes than that, aliases written out, are no contract but an attack. */
  private static final long MOST_NODES = 1_000_000;

  /** Deeper than any contract, and shallow enough for all that walks the tree by recursion. */
  private static final int MOST_LEVELS = 200;

  private final String file;
  private final Report report;
  private final LoadSettings settings;
  private final IdentityHashMap<Node, Long> sizes = new IdentityHashMap<>();

  private YamlTree(String file, String text, Report report) {
    this.file = file;
    this.report = report;
    this.settings =
        LoadSettings.builder()
            .setLabel(file)
            .setSchema(new YamlAlone())
            // in one piece: the library fails where a buffer ends between two surrogates
            .setBufferSize(text.length() + 2)
            .build();
  }

  /**
   * YAML's core schema, and no more: the library has a type of its own for a text that is one
   * {@code ${VARIABLE}}, which in YAML and in the standard is a text.
   */
  private static final class YamlAlone extends CoreSchema {

    @Override
    public ScalarResolver getScalarResolver() {
      ScalarResolver resolver = super.getScalarResolver();
      return (value, implicit) -> {
        Tag tag = resolver.resolve(value, implicit);
        return tag.equals(Tag.ENV_TAG) ? Tag.STR : tag;
      };
    }
  }

  /** The root of a document that is one mapping; empty, with a finding, where it is not. */
  static Optional<MappingNode> parse(String file, String text, Report report) {
    return new YamlTree(file, text, report).root(text);
  }

  private Optional<MappingNode> root(String text) {
    try {
      return isTooDeep(text) ? Optional.empty() : onlyMapping(documents(text));
    } catch (MarkedYamlEngineException e) {
      report.syntax(place(file, e.getProblemMark()), e.getProblem());
    } catch (ReaderException e) {
      report.syntax(place(file, text, e.getPosition()), String.valueOf(e.getMessage()));
    } catch (YamlEngineException e) {
      report.syntax(Location.startOf(file), String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  private boolean isTooDeep(String text) {
    int level = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      if (event instanceof CollectionStartEvent && ++level > MOST_LEVELS) {
        report.tooDeep(place(file, event.getStartMark()), MOST_LEVELS);
        return true;
      } else if (event instanceof CollectionEndEvent) {
        level--;
      }
    }
    return false;
  }

  private List<Node> documents(String text) {
    List<Node> documents = new ArrayList<>();
    new Compose(settings).composeAllFromString(text).forEach(documents::add);
    return documents;
  }

  private Optional<MappingNode> onlyMapping(List<Node> documents) {
    if (documents.size() != 1 || !(documents.getFirst() instanceof MappingNode root)) {
      report.notOneMapping(
          documents.isEmpty() ? Location.startOf(file) : place(file, documents.getLast()));
      return Optional.empty();
    }
    if (size(root) > MOST_NODES) {
      report.tooLarge(place(file, root));
      return Optional.empty();
    }
    return Optional.of(root);
  }

  /** How many nodes there are once aliases are written out; above the limit where it never ends. */
  private long size(Node node) {
    Long known = sizes.get(node);
    if (known != null) {
      return known;
    }
    // What is met again while it is counted holds itself.
    sizes.put(node, MOST_NODES + 1);
    long size = 1;
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        size += size(entry.getKeyNode()) + size(entry.getValueNode());
      }
    } else if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        size += size(item);
      }
    }
    size = Math.min(size, MOST_NODES + 1);
    sizes.put(node, size);
    return size;
  }

  /** Where a node begins; the start of the file for none. */
  static Location place(String file, @Nullable Node node) {
    return place(file, node == null ? Optional.empty() : node.getStartMark());
  }

  private static Location place(String file, Optional<Mark> mark) {
    return mark.map(m -> new Location(file, m.getLine() + 1, m.getColumn() + 1))
        .orElseGet(() -> Location.startOf(file));
  }

  /** The place of a code point, counted from the start of the text. */
  private static Location place(String file, String text, int position) {
    int line = 1;
    int column = 1;
    for (int c : text.codePoints().limit(position).toArray()) {
      column = c == '\n' ? 1 : column + 1;
      line += c == '\n' ? 1 : 0;
    }
    return new Location(file, line, column);
  }
}
