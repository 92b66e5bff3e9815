package io.sluice.pipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.pipeline.registry.Publisher.Judged;
import io.sluice.sandbox.SharedSandbox;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Publishing through a registry that dies, and by several at once. */
@Isolated("its races keep the registry from answering others")
class PublishFaultsIT {

  private static final String OLD =
      """
      {"type":"record","name":"Thing","fields":[{"name":"a","type":"string"}]}""";
  private static final int ROUNDS = 10;

  private final RegistrySettings settings = RegistrySettings.of(SharedSandbox.get().registryUrl());
  private final ApicurioRegistry registry = new ApicurioRegistry(settings);
  private final RegistryHttp http = new RegistryHttp(settings);

  @AfterEach
  void close() {
    registry.close();
    http.close();
  }

  /** A schema with one more field, which those who read the old one need not have. */
  private static String with(String field, String type) {
    return OLD.replace(
        "]}",
        ",{\"name\":\"%s\",\"type\":[\"null\",\"%s\"],\"default\":null}]}".formatted(field, type));
  }

  private static ContractFile contract(String id, String version, String schema) {
    return ContractFile.of(
        "thing.odcs.yaml",
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: %s
        version: %s
        status: active
        schema:
          - name: Thing
            physicalType: topic
            physicalName: %s.v1
            authoritativeDefinitions: [{type: implementation, url: thing.avsc}]
            properties:
              - {name: a, logicalType: string, required: true}
        """
            .formatted(id, version, id),
        url -> schema);
  }

  /** Whoever loads the contract gets a version with the schema that it was published with. */
  private void requirePair(String id, ContractFile... published) throws Exception {
    RegisteredContract loaded = registry.contracts().load(id);
    String version = loaded.contract().contract().version().text();
    ContractFile expected =
        List.of(published).stream()
            .filter(file -> file.contract().orElseThrow().version().text().equals(version))
            .findFirst()
            .orElseThrow();
    assertThat(loaded.contract().schema()).isEqualTo(expected.schema());
    assertThat(registry.byContentId(loaded.schema().content()))
        .isEqualTo(new SchemaLookup.Found(loaded.contract().schema()));
  }

  /**
   * Every version of the schema is referred to by a version of the contract, begun or published.
   */
  private void requireNoSchemaWithoutContract(String id) throws Exception {
    Set<String> referred = new HashSet<>();
    for (String version : versions(Coordinates.contract(id))) {
      for (JsonNode reference :
          http.findArray(Coordinates.contractVersion(id, version) + "/references").orElseThrow()) {
        referred.add(reference.path("version").asText());
      }
    }
    assertThat(referred).containsAll(versions(Coordinates.schema(id + ".v1")));
  }

  private List<String> versions(String artifact) throws Exception {
    List<String> versions = new ArrayList<>();
    Optional<JsonNode> found = http.findObject(artifact + "/versions");
    if (found.isPresent()) {
      found.get().path("versions").forEach(v -> versions.add(v.path("version").asText()));
    }
    return versions;
  }

  @ParameterizedTest
  @EnumSource
  void aRegistryThatDiesAtAnyRequestLeavesTheOldPairOrTheNewOneAndTheNextRunEndsIt(
      FailingProxy.Death death) throws Exception {
    boolean survived = false;
    int deaths = 0;
    for (int requests = 0; !survived; requests++) {
      String id = SharedSandbox.uniqueName("faults.things");
      ContractFile before = contract(id, "1.0.0", OLD);
      ContractFile after = contract(id, "1.1.0", with("b", "int"));
      registry.publisher().publish(before);

      survived = isPublishedThrough(requests, death, after);

      deaths += survived ? 0 : 1;
      requirePair(id, before, after);
      requireNoSchemaWithoutContract(id);
      registry.publisher().publish(after);
      requirePair(id, after);
      requireNoSchemaWithoutContract(id);
      assertThat(labels(id)).contains("\"sluice.version\":\"1.1.0\"");
    }
    assertThat(deaths).isGreaterThan(8);
  }

  private String labels(String id) throws Exception {
    return http.findObject(Coordinates.contract(id)).orElseThrow().path("labels").toString();
  }

  @Test
  void aContractWhoseFirstPublicationDiedIsNotThereForThoseWhoEnforce() throws Exception {
    boolean survived = false;
    for (int requests = 0; !survived; requests++) {
      String id = SharedSandbox.uniqueName("faults.first");
      ContractFile file = contract(id, "1.0.0", OLD);

      survived = isPublishedThrough(requests, FailingProxy.Death.BEFORE, file);

      if (registry.contracts().ids().contains(id)) {
        requirePair(id, file);
      } else {
        assertThat(survived).isFalse();
        assertThat(registry.contracts().versions(id)).isEmpty();
        assertThatThrownBy(() -> registry.contracts().load(id))
            .isInstanceOf(UnknownContractException.class);
        assertThatThrownBy(() -> registry.contracts().loadVersion(id, "1.0.0"))
            .isInstanceOf(UnknownContractException.class);
      }
      registry.publisher().publish(file);
      requirePair(id, file);
    }
  }

  private boolean isPublishedThrough(int requests, FailingProxy.Death death, ContractFile file)
      throws Exception {
    try (FailingProxy proxy = new FailingProxy(settings.url(), requests, death);
        ApicurioRegistry dying = new ApicurioRegistry(RegistrySettings.of(proxy.url()))) {
      dying.publisher().publish(file);
      return true;
    } catch (RegistryUnavailableException e) {
      return false;
    }
  }

  @Test
  void ofThoseWhoPublishOneVersionWithDifferentContentOneGoesOn() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String id = SharedSandbox.uniqueName("race.same");
      ContractFile before = contract(id, "1.0.0", OLD);
      registry.publisher().publish(before);
      ContractFile one = contract(id, "1.1.0", with("b", "int"));
      ContractFile other = contract(id, "1.1.0", with("b", "string"));

      List<ContractFile> published = race(new Judged.Never(), one, other);

      assertThat(published).hasSize(1);
      requirePair(id, published.getFirst());
      requireNoSchemaWithoutContract(id);
    }
  }

  @Test
  void thoseWhoPublishTheVerySameAtOnceAllSucceed() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String id = SharedSandbox.uniqueName("race.equal");
      ContractFile file = contract(id, "1.0.0", OLD);

      assertThat(race(new Judged.Never(), file, file, file)).hasSize(3);
      requirePair(id, file);
      assertThat(versions(Coordinates.schema(id + ".v1"))).hasSize(1);
    }
  }

  @Test
  void ofThoseWhoPublishDifferentVersionsAtOnceNoneTakesThePlaceOfWhatItWasNotHeldAgainst()
      throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String id = SharedSandbox.uniqueName("race.different");
      ContractFile before = contract(id, "1.0.0", OLD);
      registry.publisher().publish(before);
      ContractFile one = contract(id, "1.1.0", with("b", "int"));
      ContractFile other = contract(id, "1.2.0", with("b", "string"));

      List<ContractFile> published = race(new Judged.Against(Optional.of("1.0.0")), one, other);

      assertThat(published).hasSizeLessThanOrEqualTo(1);
      requirePair(id, before, one, other);
      requireNoSchemaWithoutContract(id);
    }
  }

  /** Those that were published; the others were refused. */
  private List<ContractFile> race(Judged judged, ContractFile... files) throws Exception {
    CyclicBarrier start = new CyclicBarrier(files.length);
    List<ContractFile> published = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ContractFile>> runs = new ArrayList<>();
      for (ContractFile file : files) {
        Callable<ContractFile> run =
            () -> {
              start.await();
              publish(file, judged);
              return file;
            };
        runs.add(threads.submit(run));
      }
      for (Future<ContractFile> run : runs) {
        try {
          published.add(run.get());
        } catch (ExecutionException e) {
          assertThat(e.getCause()).isInstanceOf(PublicationRefusedException.class);
        }
      }
    }
    return published;
  }

  /** Publishes it, again where the registry's database was too busy with the others to answer. */
  private void publish(ContractFile file, Judged judged) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        registry.publisher().publish(file, judged, false);
        return;
      } catch (RegistryUnavailableException e) {
        if (attempt == 3) {
          throw e;
        }
      }
    }
  }

  @Test
  void whatWasPublishedMeanwhileHasToBeLookedAtFirst() throws Exception {
    String id = SharedSandbox.uniqueName("race.meanwhile");
    registry.publisher().publish(contract(id, "1.0.0", OLD));
    registry.publisher().publish(contract(id, "1.1.0", with("b", "int")));
    ContractFile late = contract(id, "1.2.0", with("b", "int"));

    assertThatThrownBy(
            () ->
                registry.publisher().publish(late, new Judged.Against(Optional.of("1.0.0")), false))
        .isInstanceOf(PublicationRefusedException.class)
        .hasMessageContaining("somebody has published " + id + ":1.1.0 meanwhile");

    registry.publisher().publish(late, new Judged.Against(Optional.of("1.1.0")), false);
    requirePair(id, late);
  }

  @Test
  void aVersionOfAnOlderMajorIsNotTheNewestForBeingPublishedLast() throws Exception {
    String id = SharedSandbox.uniqueName("race.majors");
    ContractFile two = contract(id, "2.0.0", OLD);
    registry.publisher().publish(two);
    registry.publisher().publish(contract(id, "1.5.1", OLD));

    requirePair(id, two);
    assertThat(labels(id)).contains("\"sluice.version\":\"2.0.0\"");
    assertThat(two.schema()).isEqualTo(new Schema.Parser().parse(OLD));
  }

  @Test
  void rehearsingChangesNothingAndRefusesTheSame() throws Exception {
    String id = SharedSandbox.uniqueName("rehearse.things");
    ContractFile first = contract(id, "1.0.0", OLD);

    assertThat(registry.publisher().rehearse(first).created()).isTrue();
    assertThat(registry.contracts().ids()).doesNotContain(id);
    registry.publisher().publish(first);
    assertThat(registry.publisher().rehearse(first).created()).isFalse();
    ContractFile worse = contract(id, "1.1.0", OLD.replace("\"a\",", "\"a\",\"doc\":\"A.\","));
    assertThat(registry.publisher().rehearse(worse).schemaVersion()).isEqualTo("1.1.0");
    assertThatThrownBy(() -> registry.publisher().rehearse(contract(id, "1.0.0", with("b", "int"))))
        .isInstanceOf(PublicationRefusedException.class)
        .hasMessageContaining("raise version");
    assertThat(versions(Coordinates.schema(id + ".v1"))).containsExactly("1.0.0");
  }
}
