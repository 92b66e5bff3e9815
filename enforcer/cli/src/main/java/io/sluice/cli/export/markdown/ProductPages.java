package io.sluice.cli.export.markdown;

import io.sluice.cli.export.product.Product;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The pages of some products, and the files that they link to. */
public final class ProductPages {

  private ProductPages() {}

  /**
   * Texts by the names of their files, with slashes between folders.
   *
   * @param products of different major versions
   */
  public static SortedMap<String, String> of(List<Product> products) {
    SortedMap<String, String> pages = new TreeMap<>();
    pages.put(IndexPage.NAME, IndexPage.of(products));
    for (Product product : products) {
      ProductFolder folder = new ProductFolder(product);
      folder.files().forEach((name, text) -> pages.put(folder.name() + "/" + name, text));
    }
    return pages;
  }
}
