package io.sluice.cli.export.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A page that is being written: an opening, and sections that it links to. */
final class Page {

  private final StringBuilder opening = new StringBuilder();
  private final List<Section> sections = new ArrayList<>();

  private record Section(String heading, String body) {}

  /**
   * Begins a page.
   *
   * @param title as Markdown
   */
  Page(String title) {
    opening.append("# ").append(title).append("\n\n");
  }

  /** Adds a paragraph, as Markdown, before the sections. */
  Page opening(String paragraph) {
    opening.append(paragraph).append("\n\n");
    return this;
  }

  /** Adds a section of some blocks, as Markdown; none where all of them are empty. */
  Page section(String heading, String... blocks) {
    StringBuilder body = new StringBuilder();
    for (String block : blocks) {
      if (!block.isBlank()) {
        body.append(block.stripTrailing()).append("\n\n");
      }
    }
    if (!body.isEmpty()) {
      sections.add(new Section(heading, body.toString()));
    }
    return this;
  }

  @Override
  public String toString() {
    return opening + written();
  }

  /** The page with links to its sections, whose headings are letters and blanks. */
  String withContents() {
    String contents =
        sections.stream()
            .map(section -> Markdown.section(section.heading()))
            .collect(Collectors.joining(" · "));
    return opening + contents + "\n\n" + written();
  }

  private String written() {
    String text =
        sections.stream()
            .map(section -> "## " + section.heading() + "\n\n" + section.body())
            .collect(Collectors.joining());
    return text.stripTrailing() + "\n";
  }
}
