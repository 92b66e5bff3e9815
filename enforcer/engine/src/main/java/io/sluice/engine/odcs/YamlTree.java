package io.sluice.engine.odcs;

import io.sluice.engine.finding.Location;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A YAML 1.2 document as a tree of nodes, each with its place. */
final class YamlTree {

  /** More nodes than that, aliases written out, are no contract but an attack. */
  private static final long MOST_NODES = 1_000_000;

  private final String file;
  private final Report report;
  private final IdentityHashMap<Node, Long> sizes = new IdentityHashMap<>();

  private YamlTree(String file, Report report) {
    this.file = file;
    this.report = report;
  }

  /** The root of a document that is one mapping; empty, with a finding, where it is not. */
  static Optional<MappingNode> parse(String file, String text, Report report) {
    return new YamlTree(file, report).root(text);
  }

  private Optional<MappingNode> root(String text) {
    List<Node> documents = new ArrayList<>();
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(file).setSchema(new CoreSchema()).build();
      new Compose(settings).composeAllFromString(text).forEach(documents::add);
    } catch (MarkedYamlEngineException e) {
      report.syntax(location(e.getProblemMark()), String.valueOf(e.getProblem()));
      return Optional.empty();
    } catch (YamlEngineException e) {
      report.syntax(Location.startOf(file), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
    if (documents.size() != 1 || !(documents.getFirst() instanceof MappingNode root)) {
      report.notOneMapping(
          documents.size() < 2 ? Location.startOf(file) : location(documents.get(1)));
      return Optional.empty();
    }
    if (size(root) > MOST_NODES) {
      report.tooLarge(location(root));
      return Optional.empty();
    }
    return Optional.of(root);
  }

  /**
   * How many nodes there are once aliases are written out; beyond the limit where it never ends.
   */
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

  private Location location(Node node) {
    return place(file, node);
  }

  private Location location(Optional<Mark> mark) {
    return place(file, mark);
  }

  static Location place(String file, @Nullable Node node) {
    return place(file, node == null ? Optional.empty() : node.getStartMark());
  }

  private static Location place(String file, Optional<Mark> mark) {
    return mark.map(m -> new Location(file, m.getLine() + 1, m.getColumn() + 1))
        .orElseGet(() -> Location.startOf(file));
  }
}
