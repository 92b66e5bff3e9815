package io.sluice.pipeline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.ContractVersion;
import io.sluice.engine.contract.Major;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.odcs.ClassificationsDocument;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.InvalidContractException;
import io.sluice.pipeline.registry.RegisteredVersion.State;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The contracts that are registered. Thread-safe. */
public final class ContractStore {

  private static final int PAGE = 200;

  /** A schema as one version of a contract refers to it. */
  private record Referenced(String text, SchemaIds ids) {}

  private final RegistryHttp http;

  ContractStore(RegistryHttp http) {
    this.http = http;
  }

  /** The ids of all contracts that have a published version, in alphabetical order. */
  public List<String> ids() throws RegistryUnavailableException {
    return List.copyOf(published().keySet());
  }

  /**
   * The published version with the highest number of each major version of all contracts, by their
   * ids; none of a contract whose versions are no semantic ones.
   */
  public Map<String, List<ContractVersion>> newest() throws RegistryUnavailableException {
    Map<String, List<ContractVersion>> newest = new TreeMap<>();
    published()
        .forEach(
            (id, versions) -> newest.put(id, ContractVersions.newestOfMajors(versions.stream())));
    return newest;
  }

  /** Likewise, of one contract; none where the registry has no such contract. */
  public List<ContractVersion> newest(String id) throws RegistryUnavailableException {
    return ContractVersions.of(id, http).newestOfMajors();
  }

  private Map<String, List<ContractVersion>> published() throws RegistryUnavailableException {
    Map<String, List<ContractVersion>> published = new TreeMap<>();
    for (State state : State.values()) {
      if (state.isPublished()) {
        collect(state, published);
      }
    }
    return published;
  }

  private void collect(State state, Map<String, List<ContractVersion>> published)
      throws RegistryUnavailableException {
    int read = 0;
    JsonNode page;
    do {
      String path =
          "/search/versions?groupId=%s&artifactType=%s&state=%s&orderby=globalId&limit=%d&offset=%d"
              .formatted(Coordinates.CONTRACT_GROUP, Coordinates.CONTRACT_TYPE, state, PAGE, read);
      page = part(http.findObject(path), path).path("versions");
      if (!page.isArray()) {
        // Taken for none, it would stop no pipeline, and start none either, without a word.
        throw new RegistryUnavailableException("the registry did not list its contracts", null);
      }
      for (JsonNode version : page) {
        List<ContractVersion> known =
            published.computeIfAbsent(version.path("artifactId").asText(), id -> new ArrayList<>());
        ContractVersion.parse(version.path("version").asText()).ifPresent(known::add);
      }
      read += page.size();
    } while (page.size() == PAGE);
  }

  /**
   * The published version with the highest number of one major version of a contract.
   *
   * @param name {@code <id>:<major>}; or the contract's id, which means the highest major that is
   *     in force, or else the highest
   * @throws UnknownContractException where the registry has none of that name
   * @throws InvalidContractException where it has one that can't be enforced
   */
  public RegisteredContract load(String name)
      throws RegistryUnavailableException, UnknownContractException {
    Optional<Major> major = Major.parse(name);
    String id = major.map(Major::id).orElse(name);
    ContractVersions versions = ContractVersions.of(id, http);
    Optional<RegisteredVersion> newest =
        major.isPresent() ? versions.newestOf(major.get().number()) : versions.foremost();
    if (newest.isEmpty()) {
      throw new UnknownContractException(name);
    }
    return read(id, newest.get().text());
  }

  /**
   * One version of a contract, as {@link #load(String)} has it of the newest.
   *
   * @throws UnknownContractException where the registry has no such version
   * @throws InvalidContractException where it has one that can't be enforced
   */
  public RegisteredContract loadVersion(String id, String version)
      throws RegistryUnavailableException, UnknownContractException {
    Optional<JsonNode> found = http.findObject(Coordinates.contractVersion(id, version));
    if (found.isEmpty() || !RegisteredVersion.of(found.get()).isPublished()) {
      throw new UnknownContractException(id);
    }
    return read(id, version);
  }

  private RegisteredContract read(String id, String version) throws RegistryUnavailableException {
    String path = Coordinates.contractVersion(id, version);
    String text = part(http.find(path + "/content"), path);
    Map<String, Referenced> schemas = schemas(path);
    ContractFile file = file(id, version, text, schemas);
    CompiledContract compiled = file.compile();
    requireCoordinates(compiled.contract(), id, version, file.name());
    String url =
        Objects.requireNonNull(compiled.contract().topicObject().orElseThrow().implementation());
    return new RegisteredContract(compiled, Objects.requireNonNull(schemas.get(url)).ids());
  }

  private static ContractFile file(
      String id, String version, String text, Map<String, Referenced> schemas) {
    return ContractFile.of(
        "registry:" + Coordinates.CONTRACT_GROUP + "/" + id + "/" + version,
        text,
        new Published(schemas));
  }

  /** Finds what a contract refers to among what it was published with. */
  private record Published(Map<String, Referenced> parts) implements ContractFile.Resolver {

    @Override
    public String read(String url) throws NoSuchFileException {
      Referenced part = parts.get(url);
      if (part == null) {
        throw new NoSuchFileException(url);
      }
      return part.text();
    }

    @Override
    public @Nullable String classifications() {
      Referenced part = parts.get(ClassificationsDocument.NAME);
      return part == null ? null : part.text();
    }
  }

  /** The published versions of a contract; none where the registry has no such contract. */
  public List<String> versions(String id) throws RegistryUnavailableException {
    return ContractVersions.of(id, http).published().stream().map(RegisteredVersion::text).toList();
  }

  /**
   * What a version of a contract is to take the place of, as it was written: the newest published
   * one of its major version, or else of the one before; empty where there is none.
   */
  public Optional<ContractFile> before(String id, ContractVersion version)
      throws RegistryUnavailableException {
    Optional<RegisteredVersion> before = ContractVersions.of(id, http).before(version);
    return before.isEmpty() ? Optional.empty() : document(id, before.get().text());
  }

  /**
   * One version of a contract as it was written, whatever is wrong with it by what is known today;
   * empty where the registry has no such version.
   */
  public Optional<ContractFile> document(String id, String version)
      throws RegistryUnavailableException {
    String path = Coordinates.contractVersion(id, version);
    Optional<String> text = http.find(path + "/content");
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(file(id, version, text.get(), schemas(path)));
  }

  /** The schemas that a contract refers to, by the url that it knows them by. */
  private Map<String, Referenced> schemas(String path) throws RegistryUnavailableException {
    Map<String, Referenced> schemas = new HashMap<>();
    for (JsonNode reference : part(http.findArray(path + "/references"), path)) {
      String schema = Coordinates.referenced(reference);
      schemas.put(
          reference.path("name").asText(),
          new Referenced(
              part(http.find(schema + "/content"), schema),
              ids(part(http.findObject(schema), schema))));
    }
    return schemas;
  }

  private static SchemaIds ids(JsonNode version) {
    return new SchemaIds(version.path("contentId").asLong(), version.path("globalId").asLong());
  }

  /** Two artifacts that call themselves the same would share a consumer group and transactions. */
  private static void requireCoordinates(
      Contract contract, String id, String version, String name) {
    if (!contract.id().equals(id) || !contract.version().text().equals(version)) {
      throw new InvalidContractException(
          name,
          List.of(
              Finding.error(
                  "registry.coordinates",
                  contract.location(),
                  "the contract calls itself %s, and is registered as %s:%s: register it with"
                          .formatted(contract.coordinates(), id, version)
                      + " `bin/sluice publish`")));
    }
  }

  /** A part that has to be there; where it is not, it may be on its way to this replica. */
  private static <T> T part(Optional<T> part, String path) throws RegistryUnavailableException {
    return part.orElseThrow(
        () ->
            new RegistryUnavailableException(
                "the registry lacks what it should have: " + path, null));
  }
}
