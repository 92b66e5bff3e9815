package io.sluice.cli.export.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.export.Goldens;
import io.sluice.cli.export.Products;
import io.sluice.cli.export.product.Product;
import io.sluice.engine.authoring.ContractFile;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of all contracts there are: what they say, and that what they link to is there. */
class ProductPagesTest {

  private static final List<Product> PRODUCTS = Products.all();

  private static final SortedMap<String, String> PAGES = ProductPages.of(PRODUCTS);

  @TempDir private Path folder;

  /** Those that are Markdown, by their names. */
  private Map<String, RenderedPage> rendered() {
    return PAGES.entrySet().stream()
        .filter(page -> page.getKey().endsWith(".md"))
        .collect(Collectors.toMap(Map.Entry::getKey, page -> RenderedPage.of(page.getValue())));
  }

  @Test
  void everyLinkLeadsToAFileAndItsAnchor() {
    Map<String, RenderedPage> rendered = rendered();

    rendered.forEach(
        (name, page) ->
            assertThat(page.links())
                .as(name)
                .isNotEmpty()
                .filteredOn(link -> !URI.create(link).isAbsolute())
                .allSatisfy(link -> follow(name, link, rendered)));
  }

  private void follow(String from, String link, Map<String, RenderedPage> rendered) {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    String target =
        path.isEmpty()
            ? from
            : Path.of(from)
                .resolveSibling(URLDecoder.decode(path, StandardCharsets.UTF_8))
                .normalize()
                .toString();
    assertThat(PAGES).containsKey(target);
    if (hash >= 0) {
      assertThat(Objects.requireNonNull(rendered.get(target)).anchors())
          .contains(link.substring(hash + 1));
    }
  }

  @Test
  void everyPageAndEveryFileIsReachedFromTheIndex() {
    Map<String, RenderedPage> rendered = rendered();
    var reached = new TreeSet<String>();
    reach("README.md", rendered, reached);

    assertThat(PAGES.keySet())
        .filteredOn(name -> !name.endsWith("/classifications.yaml"))
        .allMatch(reached::contains);
  }

  private static void reach(String name, Map<String, RenderedPage> rendered, Set<String> reached) {
    if (reached.add(name) && rendered.containsKey(name)) {
      for (String link : rendered.get(name).links()) {
        if (!URI.create(link).isAbsolute() && !link.startsWith("#")) {
          reach(Path.of(name).resolveSibling(link).normalize().toString(), rendered, reached);
        }
      }
    }
  }

  @Test
  void nothingOfAContractIsHtml() {
    rendered().forEach((name, page) -> assertThat(page.rawHtml()).as(name).isEmpty());
  }

  @Test
  void addressesOfOtherKindsAreNoLinks() {
    rendered()
        .forEach(
            (name, page) ->
                assertThat(page.links()).as(name).noneMatch(link -> link.contains("javascript")));
  }

  @Test
  void tablesHaveAllTheirCellsWhateverStandsInThem() {
    assertThat(RenderedPage.of(page("spec.md")).cells()).doesNotContain(1);
    assertThat(RenderedPage.of(page("spec.md")).text())
        .contains("Clocks | may be fast.", "must match ^(a|b)`[*_]$")
        .contains("# Who came | when 1. <script>alert(\"x\")</script> - and");
  }

  private String page(String name) {
    return Objects.requireNonNull(PAGES.get("tests.described.v1/" + name));
  }

  @Test
  void theContractOfAFolderStandsByItself() throws IOException {
    write();

    for (Product product : PRODUCTS) {
      ProductFolder of = new ProductFolder(product);
      ContractFile contract = ContractFile.read(folder.resolve(of.name()).resolve(of.contract()));
      assertThat(contract.hasErrors()).as(contract.findings().toString()).isFalse();
      assertThat(contract.schema()).isEqualTo(product.schema());
      assertThat(contract.contract().orElseThrow().coordinates())
          .isEqualTo(product.contract().coordinates());
    }
  }

  private void write() throws IOException {
    for (Map.Entry<String, String> page : PAGES.entrySet()) {
      Path file = folder.resolve(page.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, page.getValue());
    }
  }

  @Test
  void pagesDoNotSayWhereTheyWereMade() {
    String here = Path.of("").toAbsolutePath().toString();

    assertThat(PAGES.values())
        .noneMatch(text -> text.contains(here))
        .noneMatch(text -> text.contains("src/test/resources"));
    assertThat(ProductPages.of(Products.all())).isEqualTo(PAGES);
  }

  @Test
  void aContractInShadowIsSaidToLetEveryRecordPass() throws IOException {
    String text = Files.readString(Products.PLAIN.resolve("contract.odcs.yaml"));
    SortedMap<String, String> shadow =
        ProductPages.of(
            List.of(
                Products.ofPlainText(
                    text.replace("status: active", "status: draft")
                        + "  - {property: sluice.enforcement, value: shadow}\n")));

    assertThat(shadow.get("tests.everything.v2/spec.md"))
        .contains("draft: runs in shadow, every record passes", "passes, marked: in shadow")
        .doesNotContain("| dead letter |");
    assertThat(shadow.get("tests.everything.v2/architecture.md"))
        .contains("-- all records -->", "-- samples of violations -->", "`sluice.shadowed`");
    assertThat(shadow.get("tests.everything.v2/api-contracts/asyncapi.yaml"))
        .contains("sluice.shadowed:", "sluice.sample:");
  }

  @Test
  void aContractThatIsNotEnforcedYetPromisesNothing() throws IOException {
    String text = Files.readString(Products.DESCRIBED.resolve("contract.odcs.yaml"));
    Product draft = Products.ofText(text.replace("status: deprecated", "status: proposed"));

    assertThat(ProductPages.of(List.of(draft)).get("README.md"))
        .contains("| proposed: promises nothing yet |");
  }

  @Test
  void thePagesOfAContractAreThoseOnFile() throws IOException {
    for (Map.Entry<String, String> page :
        ProductPages.of(List.of(Products.described())).entrySet()) {
      if (!page.getKey().endsWith(".avsc") && !page.getKey().endsWith(".odcs.yaml")) {
        Goldens.assertIsOnFile(
            Products.DESCRIBED.resolve("pages").resolve(page.getKey()), page.getValue());
      }
    }
  }
}
