package io.sluice.pipeline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.engine.contract.Classifications;
import io.sluice.engine.odcs.ClassificationsDocument;
import io.sluice.pipeline.registry.RegistryHttp.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registers the words of the organisation that contracts are published with. */
final class ClassificationsRegistration {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RegistryHttp http;

  ClassificationsRegistration(RegistryHttp http) {
    this.http = http;
  }

  /** Registers them, unless they are registered already; gives their version. */
  String register(Classifications words)
      throws RegistryUnavailableException, PublicationRefusedException {
    Answer answer =
        http.post(
            RegistryHttp.path("groups", Coordinates.CONTRACT_GROUP, "artifacts")
                + "?ifExists=FIND_OR_CREATE_VERSION",
            Map.of(
                "artifactId",
                Coordinates.CLASSIFICATIONS,
                "artifactType",
                "JSON",
                "firstVersion",
                Map.of(
                    "content",
                    Map.of(
                        "content",
                        text(words),
                        "contentType",
                        "application/json",
                        "references",
                        List.of()))));
    if (!answer.isAccepted()) {
      throw new PublicationRefusedException(
          "the registry refuses the organisation's classifications: " + answer.problem().text());
    }
    return http.object(answer).path("version").path("version").asText();
  }

  /** As a document again, the same for the same words. */
  private static String text(Classifications words) {
    return JSON.createObjectNode()
        .<ObjectNode>setAll(
            Map.of(
                "order", JSON.valueToTree(words.order()),
                "personal", JSON.valueToTree(words.personal().stream().sorted().toList())))
        .toString();
  }

  /**
   * The words that a version of a contract was published with; empty where they are not there.
   *
   * @param reference to them; empty where it was published without any of its own
   */
  Optional<Classifications> registered(Optional<JsonNode> reference)
      throws RegistryUnavailableException {
    if (reference.isEmpty()) {
      return Optional.of(Classifications.STANDARD);
    }
    return http.find(Coordinates.referenced(reference.get()) + "/content")
        .map(
            text ->
                ClassificationsDocument.parse(ClassificationsDocument.NAME, text)
                    .classifications());
  }
}
