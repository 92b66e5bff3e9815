package io.sluice.cli.export.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/** A page as those who show it read it: CommonMark, GitHub's tables, anchors of headings. */
final class RenderedPage {

  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), HeadingAnchorExtension.create());

  private static final Pattern ANCHOR = Pattern.compile(" id=\"([^\"]*)\"");

  private final Node document;

  private RenderedPage(Node document) {
    this.document = document;
  }

  static RenderedPage of(String markdown) {
    return new RenderedPage(Parser.builder().extensions(EXTENSIONS).build().parse(markdown));
  }

  String html() {
    return HtmlRenderer.builder().extensions(EXTENSIONS).build().render(document);
  }

  String text() {
    return TextContentRenderer.builder().extensions(EXTENSIONS).build().render(document);
  }

  /** Where its headings can be linked to. */
  Set<String> anchors() {
    return ANCHOR
        .matcher(html())
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Where its links lead. */
  List<String> links() {
    List<String> links = new ArrayList<>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            links.add(link.getDestination());
            visitChildren(link);
          }

          @Override
          public void visit(Image image) {
            links.add(image.getDestination());
          }
        });
    return links;
  }

  /** What of it is HTML. */
  List<String> rawHtml() {
    List<String> html = new ArrayList<>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(HtmlInline inline) {
            html.add(inline.getLiteral());
          }

          @Override
          public void visit(HtmlBlock block) {
            html.add(block.getLiteral());
          }
        });
    return html;
  }

  /** The numbers of cells in the rows of its tables. */
  List<Integer> cells() {
    return Pattern.compile("(?s)<tr>(.*?)</tr>")
        .matcher(html())
        .results()
        .map(MatchResult::group)
        .map(row -> row.split("<t[dh]>|<t[dh] ", -1).length - 1)
        .toList();
  }
}
