package io.sluice.cli.export.command;

import io.sluice.cli.console.RegistryOptions;
import io.sluice.cli.export.markdown.ProductPages;
import io.sluice.cli.export.product.Product;
import io.sluice.cli.gate.RegisteredContracts;
import io.sluice.engine.change.Revision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a folder for each product, and an index of all. */
@Command(
    name = "markdown",
    description = {
      "Writes a folder of pages for each product, and an index of all by domain.",
      "In a folder: spec.md (canvas, fields, rules, promises, life), api-contracts.md (with contract,",
      "schema and AsyncAPI beside it), architecture.md and changelog.md. Of several versions of a",
      "contract the older ones are its history. Needs --output DIR.",
      ""
    })
final class ExportMarkdownCommand extends ProductExport {

  @Option(
      names = "--history",
      paramLabel = "git|registry",
      description = {
        "Where older versions are found, besides those that are named: in the commits",
        "of the branch that is checked out, or in the registry."
      })
  private @Nullable String history;

  @Mixin private RegistryOptions registry = new RegistryOptions();

  @Spec private CommandSpec spec;

  @Override
  void export(List<Product> products, ExportOptions to) throws IOException {
    to.writeAll(ProductPages.of(withHistory(products)));
  }

  private List<Product> withHistory(List<Product> products) throws IOException {
    if (history == null) {
      return products;
    }
    return switch (history) {
      case "git" -> after(new ContractHistory.Git(), products);
      case "registry" -> {
        try (RegisteredContracts registered = new RegisteredContracts(registry.settings())) {
          yield after(new ContractHistory.Registry(registered), products);
        }
      }
      default ->
          throw new CommandLine.ParameterException(
              spec.commandLine(), "--history takes git or registry");
    };
  }

  private static List<Product> after(ContractHistory history, List<Product> products)
      throws IOException {
    List<Product> after = new ArrayList<>();
    for (Product product : products) {
      List<Revision> earlier = new ArrayList<>(product.earlier());
      for (Revision found : history.of(product)) {
        if (earlier.stream().noneMatch(named -> isSameVersion(named, found))) {
          earlier.add(found);
        }
      }
      after.add(product.after(earlier));
    }
    return after;
  }

  private static boolean isSameVersion(Revision one, Revision other) {
    return one.contract().version().equals(other.contract().version());
  }
}
