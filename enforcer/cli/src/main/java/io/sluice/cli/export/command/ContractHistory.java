package io.sluice.cli.export.command;

import io.sluice.cli.export.product.Product;
import io.sluice.cli.gate.GitRevision;
import io.sluice.cli.gate.RegisteredContracts;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.change.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the older versions of contracts are found. */
sealed interface ContractHistory {

  /** The versions of a product's contract that can be read, in any order. */
  List<Revision> of(Product product) throws IOException;

  /** The commits of the branch that is checked out: each version as it last stood in one. */
  record Git() implements ContractHistory {

    @Override
    public List<Revision> of(Product product) throws IOException {
      Path contract = Path.of(product.file().name());
      Map<String, Revision> versions = new LinkedHashMap<>();
      for (GitRevision revision : GitRevision.thatChanged(files(product, contract))) {
        for (ContractFile file : revision.contracts(contract)) {
          Revision.of(file)
              .filter(r -> r.contract().id().equals(product.contract().id()))
              .ifPresent(r -> versions.put(r.contract().version().text(), r));
        }
      }
      return List.copyOf(versions.values());
    }

    /** The contract, and the schema that it names today. */
    private static List<Path> files(Product product, Path contract) {
      List<Path> files = new ArrayList<>(List.of(contract));
      Optional.ofNullable(product.contract().topicObject().orElseThrow().implementation())
          .map(contract.toAbsolutePath()::resolveSibling)
          .filter(Files::isRegularFile)
          .ifPresent(files::add);
      return files;
    }
  }

  /** What was published. */
  record Registry(RegisteredContracts registered) implements ContractHistory {

    @Override
    public List<Revision> of(Product product) {
      return registered.all(product.contract()).stream()
          .flatMap(file -> Revision.of(file).stream())
          .toList();
    }
  }
}
