package io.sluice.cli.export.markdown;

import io.sluice.cli.export.YamlDocuments;
import io.sluice.cli.export.asyncapi.AsyncApiDocument;
import io.sluice.cli.export.product.Product;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.finding.Location;
import io.sluice.engine.odcs.ClassificationsDocument;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder of a product: what it is for, its contracts for machines, how it comes about and how
 * it changed. It stands by itself: nothing in it refers to a file outside of it but the index.
 */
final class ProductFolder {

  static final String SPEC = "spec.md";
  static final String CONTRACTS = "api-contracts.md";
  static final String ARCHITECTURE = "architecture.md";
  static final String CHANGELOG = "changelog.md";

  private static final Pattern LINE = Pattern.compile(".*\\R?");

  private final Product product;

  ProductFolder(Product product) {
    this.product = product;
  }

  /** Its name, below the index. */
  String name() {
    return product.subject().major().name();
  }

  /** Where its contract stands, seen from its pages. */
  String contract() {
    return CONTRACT_FOLDER + product.subject().id() + ".odcs.yaml";
  }

  private static final String CONTRACT_FOLDER = "api-contracts/";

  /** Where its schema stands. */
  String schema() {
    return CONTRACT_FOLDER + schemaName();
  }

  /** Where its topics are described for tools. */
  String asyncApi() {
    return CONTRACT_FOLDER + "asyncapi.yaml";
  }

  private String schemaName() {
    return product.schema().getName() + ".avsc";
  }

  /** All its files, by their names in the folder. */
  Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    files.put(SPEC, SpecPage.of(product, this));
    files.put(CONTRACTS, ContractsPage.of(product, this));
    files.put(ARCHITECTURE, ArchitecturePage.of(product, this));
    files.put(CHANGELOG, ChangelogPage.of(product));
    files.put(contract(), contractText());
    files.put(schema(), product.schemaText());
    files.put(asyncApi(), YamlDocuments.write(List.of(AsyncApiDocument.of(product))));
    String classifications = product.file().classificationsText();
    if (classifications != null) {
      files.put(CONTRACT_FOLDER + ClassificationsDocument.NAME, classifications);
    }
    return files;
  }

  /** The contract, which finds its schema beside it. */
  private String contractText() {
    SchemaObject object = product.contract().topicObject().orElseThrow();
    String url = object.implementation();
    Location place = object.implementationLocation();
    if (url == null || place == null) {
      return product.file().text();
    }
    StringBuilder text = new StringBuilder();
    Matcher lines = LINE.matcher(product.file().text());
    for (int number = 1; lines.find(); number++) {
      String line = lines.group();
      text.append(
          number == place.line()
              ? line.substring(0, place.column() - 1)
                  + line.substring(place.column() - 1).replace(url, schemaName())
              : line);
    }
    return text.toString();
  }
}
