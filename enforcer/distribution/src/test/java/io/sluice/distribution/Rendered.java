package io.sluice.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What Helm makes of the chart with some values. */
record Rendered(String text, List<HasMetadata> objects) {

  /** Renders the chart with files of values, the last one going first. */
  static Rendered of(Path... values) {
    String text = Chart.render(Chart.OLDEST, values);
    return new Rendered(text, StrictObjects.parse(text));
  }

  static Rendered of(String set) {
    return of(Repository.RESOURCES.resolve("values").resolve(set + ".yaml"));
  }

  /** All objects of a kind. */
  <T extends HasMetadata> List<T> all(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The only object of a kind. */
  <T extends HasMetadata> T one(Class<T> kind) {
    List<T> all = all(kind);
    assertThat(all).as(kind.getSimpleName()).hasSize(1);
    return all.getFirst();
  }

  /** The pods that are made: the service's, and those that publish. */
  List<PodTemplateSpec> pods() {
    return Stream.concat(
            all(Deployment.class).stream().map(deployment -> deployment.getSpec().getTemplate()),
            all(Job.class).stream().map(job -> job.getSpec().getTemplate()))
        .toList();
  }

  PodTemplateSpec servicePod() {
    return one(Deployment.class).getSpec().getTemplate();
  }

  Container serviceContainer() {
    return container(servicePod());
  }

  static Container container(PodTemplateSpec pod) {
    assertThat(pod.getSpec().getContainers()).hasSize(1);
    return pod.getSpec().getContainers().getFirst();
  }
}
