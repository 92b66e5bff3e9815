package io.sluice.service.settings;

import io.sluice.engine.walk.Limits;
import io.sluice.pipeline.key.KeysetPlace;
import io.sluice.pipeline.registry.Credentials;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.pipeline.topic.TopicCreation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How the service runs.
 *
 * @param selection the contracts that it enforces
 * @param threads stream threads of each pipeline
 * @param stateDirectory where Kafka Streams keeps its files
 * @param limits what a record may ask of the walk over it
 * @param samples most letters of each rule, minute and raw partition that show what passes in
 *     shadow
 * @param measureApplicationId of the application that measures; services that select other
 *     contracts need another one
 * @param maskKeys where the keyset of masks is; empty where there is none
 * @param letterKeys where the keyset is that dead letters with personal data are sealed by; empty
 *     where there is none
 * @param subjectKeys where the keys of masks' subjects are; empty where there are none
 * @param port 0 for a free one
 */
public record ServiceSettings(
    RegistrySettings registry,
    Selection selection,
    int threads,
    Duration commitInterval,
    Path stateDirectory,
    TopicCreation topics,
    Limits limits,
    int samples,
    String measureApplicationId,
    Optional<KeysetPlace> maskKeys,
    Optional<KeysetPlace> letterKeys,
    Optional<KeysetPlace> subjectKeys,
    String host,
    int port) {

  /**
   * Reads the settings.
   *
   * @param sources the one that wins first
   * @throws IllegalSettingException naming all that is wrong
   */
  public static ServiceSettings read(List<SettingsSource> sources) {
    SettingsReader reader = new SettingsReader(sources);
    reader.requireSet(Settings.REGISTRY_URL);
    var registry = registry(reader);
    var ids = reader.find(Settings.CONTRACT_IDS);
    var domains = reader.find(Settings.CONTRACT_DOMAINS);
    var threads = reader.find(Settings.THREADS);
    var commitInterval = reader.find(Settings.COMMIT_INTERVAL);
    var stateDirectory = reader.find(Settings.STATE_DIRECTORY);
    var createTopics = reader.find(Settings.CREATE_TOPICS);
    var replicationFactor = reader.find(Settings.REPLICATION_FACTOR);
    var depth = reader.find(Settings.MAX_DEPTH);
    var emptyItems = reader.find(Settings.MAX_EMPTY_ITEMS);
    var samples = reader.find(Settings.SHADOW_SAMPLES);
    var measureApplicationId = reader.find(Settings.MEASURE_APPLICATION_ID);
    var maskKeys = keyset(reader, Settings.KEYS_MASKS, Settings.KEYS_MASKS_KMS);
    var letterKeys = keyset(reader, Settings.KEYS_LETTERS, Settings.KEYS_LETTERS_KMS);
    var subjectKeys = keyset(reader, Settings.KEYS_SUBJECTS, Settings.KEYS_SUBJECTS_KMS);
    var host = reader.find(Settings.HOST);
    var port = reader.find(Settings.PORT);
    reader.throwProblems();
    return new ServiceSettings(
        registry.get().orElseThrow(),
        new Selection(ids.orElseThrow(), domains.orElseThrow()),
        threads.orElseThrow(),
        commitInterval.orElseThrow(),
        stateDirectory.orElseGet(ServiceSettings::temporaryStates),
        new TopicCreation(createTopics.orElseThrow(), replicationFactor.orElseThrow().shortValue()),
        new Limits(depth.orElseThrow(), emptyItems.orElseThrow()),
        samples.orElseThrow(),
        measureApplicationId.orElseThrow(),
        maskKeys,
        letterKeys,
        subjectKeys,
        host.orElseThrow(),
        port.orElseThrow());
  }

  /**
   * Reads how the registry is reached, for what needs nothing else; empty where none is named.
   *
   * @param sources the one that wins first
   * @throws IllegalSettingException naming all that is wrong
   */
  public static Optional<RegistrySettings> registry(List<SettingsSource> sources) {
    SettingsReader reader = new SettingsReader(sources);
    var registry = registry(reader);
    reader.throwProblems();
    return registry.get();
  }

  /**
   * Reads where the keyset of letters stands, for what needs nothing else; empty where nobody says.
   *
   * @param sources the one that wins first
   * @throws IllegalSettingException naming all that is wrong
   */
  public static Optional<KeysetPlace> letterKeys(List<SettingsSource> sources) {
    SettingsReader reader = new SettingsReader(sources);
    var place = keyset(reader, Settings.KEYS_LETTERS, Settings.KEYS_LETTERS_KMS);
    reader.throwProblems();
    return place;
  }

  /** Reads it; what is made of it stands only where there were no problems. */
  private static Supplier<Optional<RegistrySettings>> registry(SettingsReader reader) {
    var url = reader.find(Settings.REGISTRY_URL);
    var credentials = credentials(reader);
    var connectTimeout = reader.find(Settings.REGISTRY_CONNECT_TIMEOUT);
    var requestTimeout = reader.find(Settings.REGISTRY_REQUEST_TIMEOUT);
    return () ->
        url.map(
            u ->
                new RegistrySettings(
                    u, credentials, connectTimeout.orElseThrow(), requestTimeout.orElseThrow()));
  }

  private static Optional<KeysetPlace> keyset(
      SettingsReader reader, Setting<String> location, Setting<String> kms) {
    if (reader.isSet(kms) && !reader.isSet(location)) {
      reader.problem(kms.name() + " needs " + location.name() + ", the keyset that it opens");
    }
    Optional<String> wrapping = reader.find(kms);
    return reader.find(location).map(place -> new KeysetPlace(place, wrapping.orElse(null)));
  }

  private static Path temporaryStates() {
    return Path.of(System.getProperty("java.io.tmpdir"), "sluice-states");
  }

  private static Credentials credentials(SettingsReader reader) {
    boolean hasUsername = reader.isSet(Settings.REGISTRY_USERNAME);
    boolean hasPassword =
        reader.isSet(Settings.REGISTRY_PASSWORD) || reader.isSet(Settings.REGISTRY_PASSWORD_FILE);
    boolean hasToken =
        reader.isSet(Settings.REGISTRY_TOKEN) || reader.isSet(Settings.REGISTRY_TOKEN_FILE);
    if (hasUsername != hasPassword) {
      reader.problem("sluice.registry.username and sluice.registry.password go together");
    }
    if (hasToken && (hasUsername || hasPassword)) {
      reader.problem("sluice.registry.token excludes a username and password; keep one of the two");
    }
    Optional<String> username = reader.find(Settings.REGISTRY_USERNAME);
    Optional<String> password =
        reader.secret(Settings.REGISTRY_PASSWORD, Settings.REGISTRY_PASSWORD_FILE);
    Optional<String> token = reader.secret(Settings.REGISTRY_TOKEN, Settings.REGISTRY_TOKEN_FILE);
    try {
      if (token.isPresent()) {
        return new Credentials.Bearer(token.get());
      }
      if (username.isPresent() && password.isPresent()) {
        return new Credentials.Basic(username.get(), password.get());
      }
    } catch (IllegalArgumentException e) {
      reader.problem("sluice.registry: " + e.getMessage());
    }
    return new Credentials.None();
  }
}
