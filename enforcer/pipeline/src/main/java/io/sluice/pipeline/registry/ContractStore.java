package io.sluice.pipeline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.plan.InvalidContractException;
import io.sluice.pipeline.registry.RegistryHttp.Answer;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** The contracts that are registered. Thread-safe. */
public final class ContractStore {

  private static final int PAGE = 200;
  private static final String LATEST = "branch=latest";

  private final RegistryHttp http;

  ContractStore(RegistryHttp http) {
    this.http = http;
  }

  /** The ids of all contracts, in alphabetical order. */
  public List<String> ids() throws RegistryUnavailableException {
    List<String> ids = new ArrayList<>();
    JsonNode page;
    do {
      Answer answer =
          http.get(
              "/search/artifacts?groupId=%s&artifactType=%s&limit=%d&offset=%d"
                  .formatted(
                      Coordinates.CONTRACT_GROUP, Coordinates.CONTRACT_TYPE, PAGE, ids.size()));
      page = http.json(answer).path("artifacts");
      page.forEach(artifact -> ids.add(artifact.path("artifactId").asText()));
    } while (page.size() == PAGE);
    ids.sort(null);
    return ids;
  }

  /**
   * The newest version of a contract.
   *
   * @throws UnknownContractException where the registry has none of that id
   * @throws InvalidContractException where it has one that can't be enforced
   */
  public RegisteredContract load(String id)
      throws RegistryUnavailableException, UnknownContractException {
    String latest = Coordinates.contract(id) + "/versions/" + LATEST;
    Answer metadata = http.get(latest);
    if (!metadata.isFound()) {
      throw new UnknownContractException(id);
    }
    String version = http.json(metadata).path("version").asText();
    String path = Coordinates.contractVersion(id, version);
    String text = found(http.get(path + "/content"), path).text();
    JsonNode reference = http.json(found(http.get(path + "/references"), path)).path(0);
    String schemaPath = Coordinates.referenced(reference);
    Answer schema = http.get(schemaPath + "/content");
    long contentId = http.json(http.get(schemaPath)).path("contentId").asLong(-1);
    ContractFile file =
        ContractFile.of(
            "registry:" + Coordinates.CONTRACT_GROUP + "/" + id + "/" + version,
            text,
            url -> referenced(url, reference, schema));
    return new RegisteredContract(file.compile(), contentId);
  }

  private static String referenced(String url, JsonNode reference, Answer schema)
      throws IOException {
    if (!url.equals(reference.path("name").asText()) || !schema.isFound()) {
      throw new NoSuchFileException(url);
    }
    return schema.text();
  }

  private static Answer found(Answer answer, String path) throws RegistryUnavailableException {
    if (!answer.isFound()) {
      throw new RegistryUnavailableException(
          "the registry has a version and not its parts: " + path, null);
    }
    return answer;
  }
}
