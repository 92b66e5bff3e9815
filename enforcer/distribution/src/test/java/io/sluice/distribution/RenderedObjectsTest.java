package io.sluice.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
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

/** How the objects of a release fit each other, whatever the values. */
class RenderedObjectsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Path> values() throws IOException {
    return Repository.resources("values");
  }

  // ---- whatever the values

  @ParameterizedTest
  @MethodSource("values")
  void whatSelectsPodsSelectsThoseOfTheServiceAndNoOthers(Path values) {
    Rendered rendered = Rendered.of(values);
    List<Map<String, String>> selectors = new ArrayList<>();
    rendered.all(Service.class).forEach(s -> selectors.add(s.getSpec().getSelector()));
    rendered.all(Deployment.class).forEach(d -> selectors.add(labels(d.getSpec().getSelector())));
    rendered
        .all(PodDisruptionBudget.class)
        .forEach(b -> selectors.add(labels(b.getSpec().getSelector())));
    rendered
        .all(NetworkPolicy.class)
        .forEach(n -> selectors.add(labels(n.getSpec().getPodSelector())));

    Map<String, String> pod = rendered.servicePod().getMetadata().getLabels();
    assertThat(selectors).hasSizeGreaterThanOrEqualTo(2);
    assertThat(selectors).allSatisfy(selector -> assertThat(pod).containsAllEntriesOf(selector));
    rendered
        .all(Job.class)
        .forEach(
            job ->
                assertThat(selectors)
                    .noneMatch(
                        selector ->
                            job.getSpec()
                                .getTemplate()
                                .getMetadata()
                                .getLabels()
                                .entrySet()
                                .containsAll(selector.entrySet())));
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyProbeAsksAPortThatTheContainerHas(Path values) {
    Container container = Rendered.of(values).serviceContainer();

    List<String> ports = container.getPorts().stream().map(ContainerPort::getName).toList();
    assertThat(probes(container))
        .allSatisfy(probe -> assertThat(ports).contains(probe.getHttpGet().getPort().getStrVal()));
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyMountHasItsVolumeAndEveryVolumeItsMount(Path values) {
    for (PodTemplateSpec pod : Rendered.of(values).pods()) {
      assertThat(Rendered.container(pod).getVolumeMounts())
          .extracting(VolumeMount::getName)
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(
              pod.getSpec().getVolumes().stream().map(Volume::getName).toList());
      assertThat(Rendered.container(pod).getVolumeMounts())
          .extracting(VolumeMount::getMountPath)
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyPodRunsWithAsFewRightsAsCanBe(Path values) {
    for (PodTemplateSpec pod : Rendered.of(values).pods()) {
      assertThat(pod.getSpec().getEnableServiceLinks()).isFalse();
      assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
      assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(pod.getSpec().getSecurityContext().getRunAsUser()).isPositive();
      assertThat(pod.getSpec().getSecurityContext().getSeccompProfile().getType())
          .isEqualTo("RuntimeDefault");
      var container = Rendered.container(pod).getSecurityContext();
      assertThat(container.getReadOnlyRootFilesystem()).isTrue();
      assertThat(container.getAllowPrivilegeEscalation()).isFalse();
      assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyPodRunsTheSameImageAndHasItsMemoryLimited(Path values) {
    List<Container> containers =
        Rendered.of(values).pods().stream().map(Rendered::container).toList();

    assertThat(containers)
        .extracting(Container::getImage)
        .containsOnly(containers.getFirst().getImage());
    assertThat(containers)
        .allSatisfy(c -> assertThat(c.getResources().getLimits()).containsKey("memory"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyObjectStandsInTheNamespaceAndNamesItsRelease(Path values) {
    assertThat(Rendered.of(values).objects())
        .extracting(HasMetadata::getMetadata)
        .allSatisfy(
            metadata -> {
              assertThat(metadata.getNamespace()).isEqualTo(Chart.NAMESPACE);
              assertThat(metadata.getLabels())
                  .containsEntry("app.kubernetes.io/instance", Chart.RELEASE)
                  .containsEntry("app.kubernetes.io/version", Repository.version())
                  .containsKeys(
                      "app.kubernetes.io/name",
                      "app.kubernetes.io/component",
                      "app.kubernetes.io/managed-by",
                      "helm.sh/chart");
            });
  }

  @ParameterizedTest
  @MethodSource("values")
  void theEnvironmentNamesEachVariableOnce(Path values) {
    for (PodTemplateSpec pod : Rendered.of(values).pods()) {
      assertThat(Rendered.container(pod).getEnv())
          .extracting(EnvVar::getName)
          .doesNotHaveDuplicates();
    }
  }

  // ---- health

  @Test
  void onlyReadinessLooksAtWhatTheServiceWaitsFor() {
    Container container = Rendered.of("minimal").serviceContainer();

    assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/health/liveness");
    assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/health/liveness");
    assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health/readiness");
  }

  @Test
  void timesOfProbesAreThoseOfTheValues() {
    Container container = Rendered.of("everything").serviceContainer();

    assertThat(seconds(container.getStartupProbe())).isEqualTo(300);
    assertThat(seconds(container.getLivenessProbe())).isEqualTo(120);
    assertThat(container.getReadinessProbe().getPeriodSeconds()).isEqualTo(5);
  }

  @Test
  void anInstanceThatWaitsIsSeenAndMayBeTakenAway() {
    Rendered rendered = Rendered.of("everything");

    assertThat(rendered.one(Service.class).getSpec().getPublishNotReadyAddresses()).isTrue();
    assertThat(rendered.one(PodDisruptionBudget.class).getSpec().getUnhealthyPodEvictionPolicy())
        .isEqualTo("AlwaysAllow");
  }

  @Test
  void oneInstanceHasNoBudgetThatWouldKeepItsNodeFromBeingDrained() {
    assertThat(Rendered.of("minimal").all(PodDisruptionBudget.class)).isEmpty();
  }

  // ---- metrics

  @Test
  void theMonitorReadsThePortOfTheServiceThatItSelects() {
    Rendered rendered = Rendered.of("monitored");
    Service service = rendered.one(Service.class);
    ServiceMonitor monitor = rendered.one(ServiceMonitor.class);

    assertThat(service.getMetadata().getLabels())
        .containsAllEntriesOf(labels(monitor.getSpec().getSelector()));
    assertThat(monitor.getSpec().getEndpoints())
        .singleElement()
        .satisfies(
            endpoint -> {
              assertThat(endpoint.getPath()).isEqualTo("/prometheus");
              assertThat(endpoint.getPort())
                  .isEqualTo(service.getSpec().getPorts().getFirst().getName());
            });
    assertThat(service.getSpec().getPorts().getFirst().getTargetPort().getStrVal())
        .isEqualTo(rendered.serviceContainer().getPorts().getFirst().getName());
    assertThat(monitor.getMetadata().getLabels()).containsEntry("release", "prometheus");
  }

  @Test
  void thereIsNoMonitorUnlessAskedFor() {
    assertThat(Rendered.of("minimal").all(ServiceMonitor.class)).isEmpty();
  }

  // ---- alerts and dashboards

  @Test
  void thereAreNoAlertsAndNoDashboardsUnlessAskedFor() {
    assertThat(Rendered.of("minimal").all(PrometheusRule.class)).isEmpty();
    assertThat(Rendered.of("minimal").all(ConfigMap.class)).hasSize(1);
  }

  @Test
  void alertsAndDashboardsHaveTheLabelsThatTheirReadersSelectBy() {
    Rendered rendered = Rendered.of("alerts");

    assertThat(rendered.one(PrometheusRule.class).getMetadata().getLabels())
        .containsEntry("release", "prometheus");
    assertThat(dashboard(rendered).getMetadata().getLabels())
        .containsEntry("grafana_dashboard", "yes");
    assertThat(dashboard(rendered).getMetadata().getAnnotations())
        .containsEntry("grafana_folder", "Contracts");
  }

  @Test
  void whatWasExportedIsInstalledAsItIs() throws IOException {
    Path exported = Repository.ROOT.resolve("enforcer/cli/src/test/resources/export/everything");
    Path rules = exported.resolve("rules.yaml");
    Path file = exported.resolve("dashboard.json");

    String text =
        Chart.render(
            Chart.OLDEST,
            Map.of(
                "prometheusRule.files.weather\\.readings",
                rules,
                "dashboards.files.weather\\.readings",
                file),
            Repository.RESOURCES.resolve("values/alerts.yaml"));

    Rendered rendered = new Rendered(text, StrictObjects.parse(text));
    JsonNode spec = JSON.valueToTree(rendered.one(PrometheusRule.class).getSpec());
    assertThat(spec).isEqualTo(JSON.valueToTree(Chart.yaml(rules)));
    assertThat(dashboard(rendered).getData())
        .containsExactly(Map.entry("weather.readings.json", Files.readString(file)));
  }

  private static ConfigMap dashboard(Rendered rendered) {
    return rendered.all(ConfigMap.class).stream()
        .filter(map -> map.getMetadata().getLabels().containsKey("grafana_dashboard"))
        .findFirst()
        .orElseThrow();
  }

  // ---- secrets

  @ParameterizedTest
  @MethodSource("values")
  void noConfigMapNamesASecretAndEveryCredentialComesFromOne(Path values)
      throws JsonProcessingException {
    Rendered rendered = Rendered.of(values);

    for (ConfigMap map : rendered.all(ConfigMap.class)) {
      assertThat(JSON.writeValueAsString(map))
          .doesNotContain("registry-account", "registry-token", "kafka-account", "kafka-ca");
    }
    for (PodTemplateSpec pod : rendered.pods()) {
      assertThat(Rendered.container(pod).getEnv())
          .filteredOn(variable -> variable.getName().matches(".*(PASSWORD|TOKEN|USERNAME)"))
          .allSatisfy(
              variable -> {
                assertThat(variable.getValue()).isNull();
                assertThat(variable.getValueFrom().getSecretKeyRef()).isNotNull();
              });
    }
  }

  @Test
  void filesOfCredentialsAreMountedWhereTheSettingsLookForThem() {
    PodTemplateSpec pod = Rendered.of("tls-and-sasl").servicePod();

    assertThat(variable(pod, "SLUICE_REGISTRY_PASSWORD_FILE").getValue())
        .isEqualTo(file(pod, "registry") + "/password");
    assertThat(volume(pod, "registry").getSecret().getItems().getFirst().getPath())
        .isEqualTo("password");
    assertThat(file(pod, "kafka")).isEqualTo("/etc/sluice/kafka");
    assertThat(volume(pod, "kafka").getSecret().getSecretName()).isEqualTo("kafka-ca");
    assertThat(Rendered.container(pod).getEnvFrom())
        .extracting(from -> from.getSecretRef().getName())
        .containsExactly("kafka-account");
  }

  @Test
  void aTokenIsAFileOfTheServiceAndAVariableOfThePublication() {
    Rendered rendered = Rendered.of("contracts-given");

    PodTemplateSpec service = rendered.servicePod();
    assertThat(variable(service, "SLUICE_REGISTRY_TOKEN_FILE").getValue())
        .isEqualTo(file(service, "registry") + "/token");
    assertThat(volume(service, "registry").getSecret().getItems().getFirst().getKey())
        .isEqualTo("bearer");
    var key =
        variable(rendered.one(Job.class).getSpec().getTemplate(), "SLUICE_REGISTRY_TOKEN")
            .getValueFrom()
            .getSecretKeyRef();
    assertThat(key.getName()).isEqualTo("registry-token");
    assertThat(key.getKey()).isEqualTo("bearer");
  }

  // ---- contracts

  @Test
  void nothingIsPublishedUnlessContractsAreGiven() {
    assertThat(Rendered.of("minimal").all(Job.class)).isEmpty();
  }

  @Test
  void contractsArePublishedBeforeTheServiceStartsAndBeforeItRolls() {
    Rendered rendered = Rendered.of("contracts-given");
    ConfigMap contracts =
        rendered.all(ConfigMap.class).stream()
            .filter(map -> map.getMetadata().getName().endsWith("-contracts"))
            .findFirst()
            .orElseThrow();
    Job job = rendered.one(Job.class);

    for (HasMetadata hook : List.of(contracts, job)) {
      assertThat(hook.getMetadata().getAnnotations())
          .containsEntry("helm.sh/hook", "pre-install,pre-upgrade");
    }
    assertThat(weight(contracts)).isLessThan(weight(job));
    var volume = volume(job.getSpec().getTemplate(), "contracts").getConfigMap();
    assertThat(volume.getName()).isEqualTo(contracts.getMetadata().getName());
    assertThat(volume.getItems())
        .extracting(item -> item.getPath())
        .containsExactly("contracts/weather/readings.odcs.yaml", "schemas/weather/Reading.avsc");
    assertThat(volume.getItems())
        .allSatisfy(item -> assertThat(contracts.getData()).containsKey(item.getKey()));
    assertThat(rendered.servicePod().getMetadata().getAnnotations())
        .containsKey("checksum/contracts");
  }

  @Test
  void contractsCanBeNamedOnTheCommandLine() throws IOException {
    Path contract = Repository.ROOT.resolve("contracts/sales/order-events.odcs.yaml");

    String text =
        Chart.render(
            Chart.OLDEST,
            Map.of("contracts.files.contracts/sales/order-events\\.odcs\\.yaml", contract),
            Repository.RESOURCES.resolve("values/minimal.yaml"));

    assertThat(new Rendered(text, StrictObjects.parse(text)).all(ConfigMap.class))
        .extracting(ConfigMap::getData)
        .contains(Map.of("contracts__sales__order-events.odcs.yaml", Files.readString(contract)));
  }

  /** Before a release is installed none of its own objects is there, but for hooks. */
  @ParameterizedTest
  @MethodSource("values")
  void thePublicationNeedsNothingThatIsInstalledAfterIt(Path values) {
    Rendered rendered = Rendered.of(values);
    List<String> accounts =
        rendered.all(ServiceAccount.class).stream().map(a -> a.getMetadata().getName()).toList();

    for (Job job : rendered.all(Job.class)) {
      var pod = job.getSpec().getTemplate().getSpec();
      assertThat(accounts).doesNotContain(pod.getServiceAccountName());
      assertThat(pod.getVolumes())
          .extracting(
              volume -> volume.getConfigMap() == null ? "" : volume.getConfigMap().getName())
          .doesNotContain(Chart.RELEASE);
    }
  }

  @Test
  void contractsOfAnExistingConfigMapAreMountedAtTheirPaths() {
    Job job = Rendered.of("contracts-in-a-config-map").one(Job.class);

    var volume = volume(job.getSpec().getTemplate(), "contracts").getConfigMap();
    assertThat(volume.getName()).isEqualTo("contracts");
    assertThat(volume.getItems())
        .extracting(item -> item.getPath())
        .containsExactly("contracts/weather/readings.odcs.yaml", "schemas/weather/Reading.avsc");
    assertThat(job.getSpec().getBackoffLimit()).isEqualTo(2);
    assertThat(job.getSpec().getActiveDeadlineSeconds()).isEqualTo(60);
    assertThat(job.getSpec().getTemplate().getSpec().getServiceAccountName())
        .isEqualTo("streaming");
  }

  // ---- placing

  @Test
  void aSpreadWithoutASelectorGetsTheCharts() {
    Rendered rendered = Rendered.of("everything");

    assertThat(rendered.servicePod().getSpec().getTopologySpreadConstraints())
        .singleElement()
        .satisfies(
            spread ->
                assertThat(labels(spread.getLabelSelector()))
                    .isEqualTo(labels(rendered.one(Deployment.class).getSpec().getSelector())));
  }

  // ---- reading objects

  private static Map<String, String> labels(LabelSelector selector) {
    assertThat(selector.getMatchExpressions()).isEmpty();
    return selector.getMatchLabels();
  }

  private static List<Probe> probes(Container container) {
    return List.of(
        container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe());
  }

  private static int seconds(Probe probe) {
    return probe.getPeriodSeconds() * probe.getFailureThreshold();
  }

  private static EnvVar variable(PodTemplateSpec pod, String name) {
    return Rendered.container(pod).getEnv().stream()
        .filter(variable -> variable.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Volume volume(PodTemplateSpec pod, String name) {
    return pod.getSpec().getVolumes().stream()
        .filter(volume -> volume.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Where a volume is mounted. */
  private static String file(PodTemplateSpec pod, String volume) {
    return Rendered.container(pod).getVolumeMounts().stream()
        .filter(mount -> mount.getName().equals(volume))
        .findFirst()
        .orElseThrow()
        .getMountPath();
  }

  private static int weight(HasMetadata hook) {
    return Integer.parseInt(hook.getMetadata().getAnnotations().get("helm.sh/hook-weight"));
  }
}
