package io.sluice.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart, by Helm's own code, against the Kubernetes model of a client library. */
class ChartTest {

  static List<Path> values() {
    return Project.resources("values");
  }

  static List<Path> refused() {
    return Project.resources("refused");
  }

  private static Chart chart(String values) {
    return Chart.rendered(
        values().stream()
            .filter(file -> file.getFileName().toString().equals(values + ".yaml"))
            .findFirst()
            .orElseThrow());
  }

  private static <T extends HasMetadata> T object(String values, Class<T> kind) {
    return chart(values).object(kind).orElseThrow();
  }

  // ---- the chart as a whole

  @Test
  void itIsLintedStrictlyWithoutAWord() {
    LintResult result = Chart.helm().lint().strict().call();

    assertThat(result.isFailed()).as(() -> result.getMessages().toString()).isFalse();
    assertThat(result.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
  }

  @Test
  void itHasTheProjectsVersion() {
    String chart = Project.read(Project.root().resolve("helm/sluice/Chart.yaml"));

    assertThat(chart)
        .contains("\nversion: " + Project.version() + "\n")
        .contains("\nappVersion: " + Project.version() + "\n");
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyObjectIsOneOfKubernetes(Path values) {
    assertThat(Chart.rendered(values).objects())
        .isNotEmpty()
        .allSatisfy(
            object -> {
              assertThat(object.getMetadata().getName()).matches("[a-z0-9][-a-z0-9]{0,62}");
              assertThat(object.getMetadata().getNamespace()).isEqualTo("streaming");
              assertThat(object.getMetadata().getLabels())
                  .containsKeys("app.kubernetes.io/name", "app.kubernetes.io/version");
            });
  }

  /** {@code -Dsluice.jvmArguments=-Dgolden.update=true} writes what is rendered. */
  @ParameterizedTest
  @MethodSource("values")
  void itRendersWhatIsExpected(Path values) throws IOException {
    String rendered = Chart.rendered(values).text();
    Path golden =
        Project.root()
            .resolve("enforcer/distribution/src/test/resources/rendered")
            .resolve(values.getFileName());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, rendered);
    }

    assertThat(rendered).isEqualTo(Project.read(golden));
  }

  /** The first line of each file is what Helm has to say to its values. */
  @ParameterizedTest
  @MethodSource("refused")
  void valuesThatCantWorkAreRefused(Path values) {
    String expected = Project.read(values).lines().findFirst().orElseThrow().substring(2);

    assertThatThrownBy(() -> Chart.rendered(values)).hasMessageContaining(expected);
  }

  @Test
  void itsReadmeListsEveryValue() throws IOException {
    String readme = Project.read(Project.root().resolve("helm/sluice/README.md"));

    assertThat(ValuesTable.of(Project.root().resolve("helm/sluice/values.yaml")).rows())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(readme).contains(row));
  }

  // ---- the pods

  private static List<PodTemplateSpec> pods(Path values) {
    List<PodTemplateSpec> pods = new ArrayList<>();
    Chart chart = Chart.rendered(values);
    chart.object(Deployment.class).ifPresent(d -> pods.add(d.getSpec().getTemplate()));
    chart.object(Job.class).ifPresent(j -> pods.add(j.getSpec().getTemplate()));
    return pods;
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyPodRunsWithAsLittleRightAsItNeeds(Path values) {
    assertThat(pods(values))
        .isNotEmpty()
        .allSatisfy(
            pod -> {
              assertThat(pod.getSpec().getEnableServiceLinks()).isFalse();
              assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
              assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
              assertThat(pod.getSpec().getSecurityContext().getSeccompProfile().getType())
                  .isEqualTo("RuntimeDefault");
              Container container = pod.getSpec().getContainers().getFirst();
              assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
              assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
              assertThat(container.getSecurityContext().getCapabilities().getDrop())
                  .containsExactly("ALL");
              assertThat(container.getResources().getLimits()).containsKey("memory");
              assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
            });
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyMountHasItsVolume(Path values) {
    assertThat(pods(values))
        .allSatisfy(
            pod ->
                assertThat(
                        pod.getSpec().getContainers().getFirst().getVolumeMounts().stream()
                            .map(VolumeMount::getName))
                    .containsExactlyInAnyOrderElementsOf(
                        pod.getSpec().getVolumes().stream().map(Volume::getName).toList()));
  }

  @ParameterizedTest
  @MethodSource("values")
  void whatSelectsPodsSelectsThem(Path values) {
    Chart chart = Chart.rendered(values);
    Deployment deployment = chart.object(Deployment.class).orElseThrow();
    Map<String, String> labels = deployment.getSpec().getTemplate().getMetadata().getLabels();
    Service service = chart.object(Service.class).orElseThrow();

    assertThat(labels).containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
    assertThat(labels).containsAllEntriesOf(service.getSpec().getSelector());
    chart
        .object(ServiceMonitor.class)
        .ifPresent(
            monitor -> {
              assertThat(service.getMetadata().getLabels())
                  .containsAllEntriesOf(monitor.getSpec().getSelector().getMatchLabels());
              assertThat(service.getSpec().getPorts().getFirst().getName())
                  .isEqualTo(monitor.getSpec().getEndpoints().getFirst().getPort());
            });
    chart
        .object(Job.class)
        .ifPresent(
            job ->
                assertThat(job.getSpec().getTemplate().getMetadata().getLabels())
                    .as("the pod that publishes is no instance of the service")
                    .doesNotContainEntry(
                        "app.kubernetes.io/component",
                        service.getSpec().getSelector().get("app.kubernetes.io/component")));
  }

  @Test
  void probesAskForWhatTheServiceHasAndWaitLongerThanItTakes() {
    Container container = chart("minimal").service().getContainers().getFirst();

    assertThat(path(container.getStartupProbe())).isEqualTo("/health/liveness");
    assertThat(path(container.getLivenessProbe())).isEqualTo("/health/liveness");
    assertThat(path(container.getReadinessProbe())).isEqualTo("/health/readiness");
    assertThat(
            Stream.of(
                    container.getStartupProbe(),
                    container.getLivenessProbe(),
                    container.getReadinessProbe())
                .map(probe -> probe.getHttpGet().getPort().getStrVal()))
        .containsOnly(container.getPorts().getFirst().getName());
    // readiness gives the broker two seconds to answer
    assertThat(container.getReadinessProbe().getTimeoutSeconds()).isGreaterThan(2);
  }

  private static String path(Probe probe) {
    return probe.getHttpGet().getPath();
  }

  @Test
  void oneInstanceHasNoBudgetAndMoreHaveOne() {
    assertThat(chart("minimal").object(PodDisruptionBudget.class)).isEmpty();
    assertThat(chart("all").object(PodDisruptionBudget.class)).isPresent();
    assertThat(chart("minimal").object(ServiceMonitor.class)).isEmpty();
    assertThat(chart("all").object(ServiceMonitor.class)).isPresent();
  }

  // ---- secrets and contracts

  @Test
  void secretsComeFromSecretsAlone() {
    Chart chart = chart("secured");
    Container container = chart.service().getContainers().getFirst();

    assertThat(chart.object(ConfigMap.class).orElseThrow().getData().get("sluice.yml"))
        .contains("password=\"${KAFKA_PASSWORD}\"");
    assertThat(container.getEnvFrom().getFirst().getSecretRef().getName()).isEqualTo("kafka-login");
    assertThat(container.getEnv())
        .filteredOn(variable -> variable.getName().equals("SLUICE_REGISTRY_PASSWORD_FILE"))
        .extracting(EnvVar::getValue)
        .containsExactly("/etc/sluice/registry/password");
    assertThat(
            chart.service().getVolumes().stream()
                .filter(volume -> volume.getSecret() != null)
                .map(volume -> volume.getSecret().getSecretName()))
        .containsExactlyInAnyOrder("registry-user", "kafka-trust");
  }

  @Test
  void contractsArePublishedBeforeTheServiceRolls() {
    Job job = object("contracts", Job.class);

    assertThat(job.getMetadata().getAnnotations())
        .containsEntry("helm.sh/hook", "pre-install,pre-upgrade");
    assertThat(job.getSpec().getTemplate().getSpec().getContainers().getFirst().getArgs())
        .containsExactly("publish", "/etc/sluice/contracts");
    assertThat(chart("minimal").object(Job.class)).isEmpty();
    assertThat(
            chart("existing-contracts")
                .publication()
                .getVolumes()
                .getFirst()
                .getConfigMap()
                .getName())
        .isEqualTo("our-contracts");
  }

  @Test
  void aChangeOfSettingsOrContractsRollsThePods() {
    assertThat(annotations("minimal")).doesNotContainKey("checksum/contracts");
    assertThat(annotations("contracts")).containsKey("checksum/contracts");
    assertThat(annotations("secured").get("checksum/settings"))
        .isNotEqualTo(annotations("minimal").get("checksum/settings"));
  }

  private static Map<String, String> annotations(String values) {
    return object(values, Deployment.class).getSpec().getTemplate().getMetadata().getAnnotations();
  }
}
