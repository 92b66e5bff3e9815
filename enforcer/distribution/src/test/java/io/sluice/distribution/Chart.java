package io.sluice.distribution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The chart, rendered by Helm's own code with some values.
 *
 * @param text all objects, as Helm prints them
 */
record Chart(String text) {

  /** Which Kubernetes it is rendered for. */
  private static final String KUBERNETES = "1.31.0";

  private static final Path FOLDER = Project.root().resolve("helm/sluice");
  private static final String HOOK = "helm.sh/hook";
  private static final String HIDDEN_HOOK = "helm.sh.hook";

  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "v1/ConfigMap", ConfigMap.class,
          "v1/Service", Service.class,
          "v1/ServiceAccount", ServiceAccount.class,
          "apps/v1/Deployment", Deployment.class,
          "batch/v1/Job", Job.class,
          "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
          "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
          "monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class);

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL).build());

  /** Refuses what the model does not have: its classes would take it as additional properties. */
  private static final ObjectMapper STRICT =
      YAML.copy()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              });

  static Helm helm() {
    return new Helm(FOLDER);
  }

  /**
   * Renders it as release {@code enforcing} into namespace {@code streaming}, hooks included. Helm
   * as a library prints no hooks, so what makes them such is hidden from it.
   *
   * @throws IllegalStateException with Helm's message where the values are refused
   */
  static Chart rendered(Path values) {
    Path copy = withoutHooks();
    try {
      return new Chart(
          new Helm(copy)
              .template()
              .withName("enforcing")
              .withNamespace("streaming")
              .withKubeVersion(KUBERNETES)
              .withValuesFile(values)
              .call()
              .replace(HIDDEN_HOOK, HOOK));
    } finally {
      delete(copy);
    }
  }

  private static Path withoutHooks() {
    try {
      Path copy = Files.createTempDirectory("sluice-chart-");
      try (Stream<Path> files = Files.walk(FOLDER)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path to = copy.resolve(FOLDER.relativize(file));
          Files.createDirectories(to.getParent());
          Files.writeString(to, Files.readString(file).replace(HOOK, HIDDEN_HOOK));
        }
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each object, read strictly. */
  List<HasMetadata> objects() {
    List<HasMetadata> objects = new ArrayList<>();
    try {
      for (JsonNode node : YAML.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll()) {
        String kind = node.path("apiVersion").asText() + "/" + node.path("kind").asText();
        objects.add(
            STRICT.treeToValue(
                node, Objects.requireNonNull(KINDS.get(kind), () -> "no model of " + kind)));
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return objects;
  }

  /** The only object of a kind, where there is one. */
  <T extends HasMetadata> Optional<T> object(Class<T> kind) {
    return objects().stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** The pods of its Deployment. */
  PodSpec service() {
    return object(Deployment.class).orElseThrow().getSpec().getTemplate().getSpec();
  }

  /** The pod of the Job that publishes. */
  PodSpec publication() {
    return object(Job.class).orElseThrow().getSpec().getTemplate().getSpec();
  }
}
