package io.sluice.pipeline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.engine.contract.ContractVersion;
import io.sluice.engine.contract.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The versions that the registry has of a contract. */
final class ContractVersions {

  private static final int PAGE = 200;

  private static final Comparator<RegisteredVersion> BY_NUMBERS =
      Comparator.comparing(version -> version.version().orElseThrow(), ContractVersion.BY_NUMBERS);

  private final List<RegisteredVersion> versions;

  private ContractVersions(List<RegisteredVersion> versions) {
    this.versions = List.copyOf(versions);
  }

  /** Asks the registry; none where it has no such contract. */
  static ContractVersions of(String id, RegistryHttp http) throws RegistryUnavailableException {
    List<RegisteredVersion> versions = new ArrayList<>();
    JsonNode page;
    do {
      Optional<JsonNode> found =
          http.findObject(
              "%s/versions?limit=%d&offset=%d"
                  .formatted(Coordinates.contract(id), PAGE, versions.size()));
      if (found.isEmpty()) {
        break;
      }
      page = found.get().path("versions");
      if (!page.isArray()) {
        // Taken for none, it would stop a pipeline without a word.
        throw new RegistryUnavailableException(
            "the registry did not list the versions of " + id, null);
      }
      for (JsonNode version : page) {
        versions.add(RegisteredVersion.of(version));
      }
    } while (page.size() == PAGE);
    return new ContractVersions(versions);
  }

  /** Those that are published, whatever they are called. */
  List<RegisteredVersion> published() {
    return versions.stream().filter(RegisteredVersion::isPublished).toList();
  }

  /**
   * The published one with the highest number: not the one that was published last, which may mend
   * an older major version.
   */
  Optional<RegisteredVersion> newest() {
    return published().stream().filter(v -> v.version().isPresent()).max(BY_NUMBERS);
  }

  /** The highest of each major version that is published, in their order. */
  List<ContractVersion> newestOfMajors() {
    return newestOfMajors(published().stream().flatMap(v -> v.version().stream()));
  }

  /** Likewise, of some. */
  static List<ContractVersion> newestOfMajors(Stream<ContractVersion> versions) {
    return List.copyOf(
        versions
            .collect(
                Collectors.toMap(
                    ContractVersion::major,
                    version -> version,
                    BinaryOperator.maxBy(ContractVersion.BY_NUMBERS),
                    TreeMap::new))
            .values());
  }

  /** The one that a contract's id alone means: of the highest major in force, where one is. */
  Optional<RegisteredVersion> foremost() {
    return newestOfMajors().stream()
        .flatMap(version -> find(version.text()).stream())
        .filter(version -> Status.parse(version.status()).isEnforced())
        .max(BY_NUMBERS)
        .or(this::newest);
  }

  /** The highest of a version's major that is published. */
  Optional<RegisteredVersion> newestOf(int major) {
    return published().stream()
        .filter(v -> v.version().filter(other -> other.major() == major).isPresent())
        .max(BY_NUMBERS);
  }

  /** What is published of a version's major, else of those below it: what it takes the place of. */
  Optional<RegisteredVersion> before(ContractVersion version) {
    return published().stream()
        .filter(v -> v.version().filter(other -> other.major() <= version.major()).isPresent())
        .max(BY_NUMBERS);
  }

  /** One of them, in whatever state. */
  Optional<RegisteredVersion> find(String text) {
    return versions.stream().filter(version -> version.text().equals(text)).findFirst();
  }

  /** Those that others have begun before one, and may be about to finish. */
  List<RegisteredVersion> underWayBefore(RegisteredVersion own) {
    return versions.stream().filter(version -> version.isUnderWayBefore(own)).toList();
  }
}
