package io.sluice.distribution;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A pod as a kubelet makes it, without the container: its volumes lie in a folder, and paths of its
 * environment and arguments lead there.
 *
 * @param root stands for the container's root
 * @param secrets the Secrets that the cluster has, by name
 */
record LocalPod(
    Path root, Rendered rendered, PodTemplateSpec pod, Map<String, Map<String, String>> secrets) {

  /** Lays out the volumes. */
  LocalPod mount() throws IOException {
    for (VolumeMount mount : container().getVolumeMounts()) {
      Map<String, String> files = files(volume(mount.getName()));
      Path target = local(mount.getMountPath());
      if (mount.getSubPath() == null) {
        lay(target, files);
      } else {
        write(target, Objects.requireNonNull(files.get(mount.getSubPath()), mount.getSubPath()));
      }
    }
    return this;
  }

  /** The environment of the container on top of its image's. */
  Map<String, String> environment(Map<String, String> image) {
    Map<String, String> environment = new HashMap<>();
    image.forEach((name, value) -> environment.put(name, here(value)));
    for (EnvVar variable : container().getEnv()) {
      environment.put(
          variable.getName(),
          variable.getValue() == null ? secret(variable) : here(variable.getValue()));
    }
    environment.merge(
        "SLUICE_JAVA_OPTS", "-Djava.io.tmpdir=" + local("/tmp"), (own, tmp) -> own + " " + tmp);
    return environment;
  }

  List<String> arguments() {
    return container().getArgs().stream().map(this::here).toList();
  }

  private Container container() {
    return Rendered.container(pod);
  }

  private Volume volume(String name) {
    return pod.getSpec().getVolumes().stream()
        .filter(volume -> volume.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private String secret(EnvVar variable) {
    var key = variable.getValueFrom().getSecretKeyRef();
    Map<String, String> secret = Objects.requireNonNull(secrets.get(key.getName()));
    return Objects.requireNonNull(secret.get(key.getKey()), key.getKey());
  }

  /** The files of a volume by path. */
  private Map<String, String> files(Volume volume) {
    if (volume.getConfigMap() != null) {
      String name = volume.getConfigMap().getName();
      ConfigMap map =
          rendered.all(ConfigMap.class).stream()
              .filter(candidate -> candidate.getMetadata().getName().equals(name))
              .findFirst()
              .orElseThrow();
      return projected(map.getData(), volume.getConfigMap().getItems());
    }
    if (volume.getSecret() != null) {
      return projected(
          Objects.requireNonNull(secrets.get(volume.getSecret().getSecretName())),
          volume.getSecret().getItems());
    }
    return Map.of();
  }

  private static Map<String, String> projected(Map<String, String> data, List<KeyToPath> items) {
    if (items.isEmpty()) {
      return data;
    }
    Map<String, String> files = new LinkedHashMap<>();
    items.forEach(item -> files.put(item.getPath(), data.get(item.getKey())));
    return files;
  }

  /** As a kubelet does it: links into the folder of data that is current, to be changed as one. */
  private static void lay(Path target, Map<String, String> files) throws IOException {
    Path current = Files.createDirectories(target.resolve("..2026_11_21"));
    if (files.isEmpty()) {
      return;
    }
    Files.createSymbolicLink(target.resolve("..data"), current.getFileName());
    for (var file : files.entrySet()) {
      write(current.resolve(file.getKey()), file.getValue());
      Path top = Path.of(file.getKey()).getName(0);
      if (!Files.exists(target.resolve(top))) {
        Files.createSymbolicLink(target.resolve(top), Path.of("..data").resolve(top));
      }
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String here(String text) {
    return text.startsWith("/") ? local(text).toString() : text;
  }

  private Path local(String path) {
    return root.resolve(path.substring(1));
  }
}
