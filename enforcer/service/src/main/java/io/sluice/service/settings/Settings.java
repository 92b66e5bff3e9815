package io.sluice.service.settings;

import io.micronaut.core.convert.ConversionService;
import io.sluice.engine.walk.Limits;
import io.sluice.pipeline.MeasureApplication;
import io.sluice.pipeline.PipelineSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every setting of Sluice's own. What begins with {@code kafka.} is Kafka's, and passed on. */
public final class Settings {

  /** What all of them begin with. */
  static final String PREFIX = "sluice.";

  /** What all of their environment variables begin with. */
  static final String VARIABLE_PREFIX = "SLUICE_";

  static final Setting<URI> REGISTRY_URL =
      Setting.optional(
          "sluice.registry.url",
          Settings::url,
          "http(s)://host[:port]/apis/registry/v3",
          "Where the registry's REST interface stands. Must be set.");

  static final Setting<String> REGISTRY_USERNAME =
      Setting.optional(
          "sluice.registry.username", Settings::text, "a name", "User of basic authentication.");

  static final Setting<String> REGISTRY_PASSWORD =
      Setting.secret("sluice.registry.password", "That user's password.");

  static final Setting<Path> REGISTRY_PASSWORD_FILE =
      Setting.optional(
          "sluice.registry.password-file",
          Path::of,
          "a file",
          "A file that holds the password, in place of `sluice.registry.password`.");

  static final Setting<String> REGISTRY_TOKEN =
      Setting.secret("sluice.registry.token", "A bearer token, in place of user and password.");

  static final Setting<Path> REGISTRY_TOKEN_FILE =
      Setting.optional(
          "sluice.registry.token-file",
          Path::of,
          "a file",
          "A file that holds the token, in place of `sluice.registry.token`.");

  static final Setting<Duration> REGISTRY_CONNECT_TIMEOUT =
      Setting.of(
          "sluice.registry.connect-timeout",
          Settings::positive,
          "a duration above zero, such as 5s",
          "5s",
          "How long to wait for a connection to the registry.");

  static final Setting<Duration> REGISTRY_REQUEST_TIMEOUT =
      Setting.of(
          "sluice.registry.request-timeout",
          Settings::positive,
          "a duration above zero, such as 10s",
          "10s",
          "How long to wait for one answer of the registry.");

  static final Setting<Set<String>> CONTRACT_IDS =
      Setting.of(
          "sluice.contracts.ids",
          Settings::words,
          "contract ids, separated by commas",
          "",
          "The contracts to enforce. Empty: all that are registered.");

  static final Setting<Set<String>> CONTRACT_DOMAINS =
      Setting.of(
          "sluice.contracts.domains",
          Settings::words,
          "domains, separated by commas",
          "",
          "Enforce only contracts of these domains. Empty: of any.");

  static final Setting<Integer> THREADS =
      Setting.of(
          "sluice.pipeline.threads",
          text -> between(text, 1, 1000),
          "a whole number from 1 to 1000",
          "1",
          "Stream threads of each pipeline; more than its raw topic has partitions stay idle.");

  static final Setting<Duration> COMMIT_INTERVAL =
      Setting.of(
          "sluice.pipeline.commit-interval",
          text -> below(positive(text), Duration.ofSeconds(10)),
          "a duration above zero and below 10s, such as 100ms",
          "100ms",
          "How often records, dead letters and offsets become visible together.");

  static final Setting<Path> STATE_DIRECTORY =
      Setting.optional(
          "sluice.pipeline.state-directory",
          Path::of,
          "a folder, one for each instance",
          "Where Kafka Streams keeps its files. Not set: `sluice-states` in the temporary folder.");

  static final Setting<Boolean> CREATE_TOPICS =
      Setting.of(
          "sluice.pipeline.create-topics",
          Settings::yesOrNo,
          "true or false",
          "false",
          "Whether missing product and dead-letter topics are created. Raw topics never are.");

  static final Setting<Integer> REPLICATION_FACTOR =
      Setting.of(
          "sluice.pipeline.replication-factor",
          text -> text.equals("-1") ? -1 : between(text, 1, Short.MAX_VALUE),
          "a whole number from 1, or -1 for the broker's default",
          "-1",
          "Replicas of topics that are created.");

  static final Setting<Integer> MAX_DEPTH =
      Setting.of(
          "sluice.limits.depth",
          text -> between(text, 1, 500),
          "a whole number from 1 to 500",
          String.valueOf(Limits.DEFAULT.depth()),
          "Most records nested within each other; a deeper record breaks `structure.depth`.");

  static final Setting<Integer> MAX_EMPTY_ITEMS =
      Setting.of(
          "sluice.limits.empty-items",
          text -> between(text, 0, 10_000_000),
          "a whole number from 0 to 10000000",
          String.valueOf(Limits.DEFAULT.emptyItems()),
          "Most items of arrays in one record that take no bytes; more break `structure.count`.");

  static final Setting<Integer> SHADOW_SAMPLES =
      Setting.of(
          "sluice.shadow.samples",
          text -> between(text, 0, 100_000),
          "a whole number from 0 to 100000",
          String.valueOf(PipelineSettings.DEFAULT_SAMPLES),
          "Most letters of each rule, minute and raw partition that show what passes in shadow; 0 for none.");

  static final Setting<String> MEASURE_APPLICATION_ID =
      Setting.of(
          "sluice.measure.application-id",
          Settings::text,
          "a legal topic name",
          MeasureApplication.DEFAULT_APPLICATION_ID,
          "The Kafka Streams application that measures promises. Instances of one service share it; services that select different contracts need one each: an instance waits, and says so, while others of the same id select other contracts.");

  static final Setting<String> KEYS_MASKS =
      Setting.optional(
          "sluice.keys.masks",
          Settings::text,
          "file:PATH, a path, or env:NAME",
          "The keyset of masks ([personal data](personal-data.md#keys)): a file, or an environment variable that holds it. Without one, contracts whose masks need keys do not start.");

  static final Setting<String> KEYS_MASKS_KMS =
      Setting.optional(
          "sluice.keys.masks-kms",
          Settings::text,
          "the URI of a key, such as gcp-kms://…",
          "The key of a key management service that this keyset is encrypted with. Not set: it stands in clear.");

  static final Setting<String> KEYS_LETTERS =
      Setting.optional(
          "sluice.keys.letters",
          Settings::text,
          "file:PATH, a path, or env:NAME",
          "The keyset that dead letters of contracts with personal data are sealed by ([sealed letters](dead-letters.md#sealed-letters)). Without one, these do not start.");

  static final Setting<String> KEYS_LETTERS_KMS =
      Setting.optional(
          "sluice.keys.letters-kms",
          Settings::text,
          "the URI of a key, such as gcp-kms://…",
          "The key of a key management service that this keyset is encrypted with. Not set: it stands in clear.");

  static final Setting<String> KEYS_SUBJECTS =
      Setting.optional(
          "sluice.keys.subjects",
          Settings::text,
          "file:PATH, a path, or env:NAME",
          "The keys of single persons, by which masks with a subject go ([forgetting a person](personal-data.md#a-key-for-each-person)). Without them, contracts with such masks do not start.");

  static final Setting<String> KEYS_SUBJECTS_KMS =
      Setting.optional(
          "sluice.keys.subjects-kms",
          Settings::text,
          "the URI of a key, such as gcp-kms://…",
          "The key of a key management service that these are encrypted with. Not set: they stand in clear.");

  static final Setting<String> HOST =
      Setting.of(
          "sluice.host",
          Settings::text,
          "a host name or address",
          "127.0.0.1",
          "The interface that health and metrics are served on; `0.0.0.0` is every one.");

  static final Setting<Integer> PORT =
      Setting.of(
          "sluice.port",
          text -> between(text, 0, 65_535),
          "a port, or 0 for a free one",
          "8480",
          "The port that they are served on.");

  /** All of them, in the order of the reference. */
  public static final List<Setting<?>> ALL =
      List.of(
          REGISTRY_URL,
          REGISTRY_USERNAME,
          REGISTRY_PASSWORD,
          REGISTRY_PASSWORD_FILE,
          REGISTRY_TOKEN,
          REGISTRY_TOKEN_FILE,
          REGISTRY_CONNECT_TIMEOUT,
          REGISTRY_REQUEST_TIMEOUT,
          CONTRACT_IDS,
          CONTRACT_DOMAINS,
          THREADS,
          COMMIT_INTERVAL,
          STATE_DIRECTORY,
          CREATE_TOPICS,
          REPLICATION_FACTOR,
          MAX_DEPTH,
          MAX_EMPTY_ITEMS,
          SHADOW_SAMPLES,
          MEASURE_APPLICATION_ID,
          KEYS_MASKS,
          KEYS_MASKS_KMS,
          KEYS_LETTERS,
          KEYS_LETTERS_KMS,
          KEYS_SUBJECTS,
          KEYS_SUBJECTS_KMS,
          HOST,
          PORT);

  /** Of the environment, but no settings: what the launcher and the log read. */
  static final Set<String> VARIABLES_OF_OTHERS =
      Set.of("SLUICE_CLASSPATH", "SLUICE_HOME", "SLUICE_JAVA_OPTS", "SLUICE_LOG_LEVEL");

  private Settings() {}

  private static String text(String text) {
    require(!text.isBlank());
    return text.strip();
  }

  private static URI url(String text) {
    URI url = URI.create(text);
    require("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
    require(url.getHost() != null && url.getUserInfo() == null);
    return url;
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Duration positive(String text) {
    Duration duration =
        ConversionService.SHARED
            .convert(text, Duration.class)
            .orElseThrow(IllegalArgumentException::new);
    require(duration.isPositive());
    return duration;
  }

  private static Duration below(Duration duration, Duration limit) {
    require(duration.compareTo(limit) < 0);
    return duration;
  }

  private static int between(String text, int least, int most) {
    int number = Integer.parseInt(text.strip());
    require(least <= number && number <= most);
    return number;
  }

  private static boolean yesOrNo(String text) {
    require(text.equals("true") || text.equals("false"));
    return text.equals("true");
  }

  private static void require(boolean legal) {
    if (!legal) {
      throw new IllegalArgumentException();
    }
  }
}
