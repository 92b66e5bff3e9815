package io.sluice.cli.export.markdown;

import static io.sluice.cli.export.markdown.Markdown.code;
import static io.sluice.cli.export.markdown.Markdown.link;
import static io.sluice.cli.export.markdown.Markdown.text;

import io.sluice.cli.export.product.Product;
import io.sluice.cli.export.product.Version;
import io.sluice.engine.change.Change;
import io.sluice.engine.change.Impact;
import io.sluice.engine.contract.Binding;
import java.util.Comparator;

/** What each version of a product's contract changed, and for whom. */
final class ChangelogPage {

  private ChangelogPage() {}

  static String of(Product product) {
    Page page =
        new Page("Changes of " + text(product.subject().title()))
            .opening(link("What it is", ProductFolder.SPEC))
            .opening(
                "What a change does is said of the readers of the version before, and of those who"
                    + " write for it.");
    for (Version version : product.versions()) {
      String approved = version.approved().map(day -> ", approved on " + day).orElse("");
      page.section(
          text(version.contract().version().text()),
          version.contract().status().word() + approved,
          newMajor(version),
          changes(version));
    }
    return page.toString();
  }

  private static String newMajor(Version version) {
    return version.isNewMajor()
        ? "A new major version beside the one before, on a topic of its own: "
            + code(Binding.of(version.contract()).productTopic())
        : "";
  }

  private static String changes(Version version) {
    if (version.before() == null) {
      return "The first version that is known here.";
    } else if (version.changes().isEmpty()) {
      return "No change that anybody sees since " + text(version.before().version().text()) + ".";
    }
    Table table = Table.of("Consumers", "Producers", "Change", "Kind");
    version.changes().stream()
        .sorted(Comparator.comparing(Change::impact))
        .forEach(
            change ->
                table.row(
                    word(change.consumer()),
                    word(change.producer()),
                    text(change.message()),
                    code(change.id())));
    return table.written();
  }

  private static String word(Impact impact) {
    String word = Words.word(impact);
    return impact == Impact.BREAKING ? "**" + word + "**" : word;
  }
}
