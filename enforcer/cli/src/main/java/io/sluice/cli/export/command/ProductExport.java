package io.sluice.cli.export.command;

import io.sluice.cli.console.ExitCode;
import io.sluice.cli.export.product.Product;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that describes products for others, unless one of their contracts has an error. */
abstract class ProductExport implements Callable<Integer> {

  @Mixin private ExportOptions export = new ExportOptions();

  @Override
  public final Integer call() throws IOException {
    Optional<List<Product>> products = export.products();
    if (products.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    export(products.get(), export);
    return ExitCode.FINE;
  }

  /** Writes products in order of their ids and majors. */
  abstract void export(List<Product> products, ExportOptions to) throws IOException;
}
