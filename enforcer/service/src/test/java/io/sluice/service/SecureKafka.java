package io.sluice.service;

import io.sluice.sandbox.EmbeddedKafka;
import io.sluice.sandbox.FreshTopic;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker that asks for TLS with a client's certificate, for a login by SCRAM or PLAIN, and for
 * permission: the user {@code sluice} has none until it is granted.
 */
final class SecureKafka implements AutoCloseable {

  static final String USER = "sluice";

  /** Of the broker itself, who may do everything. */
  private static final String ADMIN_PASSWORD = "broker-password-4711";

  private final EmbeddedKafka kafka;
  private final Certificates certificates;
  private final Admin admin;

  private SecureKafka(EmbeddedKafka kafka, Certificates certificates) {
    this.kafka = kafka;
    this.certificates = certificates;
    this.admin = Admin.create(administration());
  }

  /**
   * Starts one.
   *
   * @param password of the user, by SCRAM and by PLAIN
   */
  static SecureKafka start(Path folder, String storePassword, String password) {
    Certificates certificates = Certificates.in(folder, storePassword);
    SecureKafka secure =
        new SecureKafka(EmbeddedKafka.start(0, broker(certificates, password)), certificates);
    secure.admit(USER, password);
    return secure;
  }

  private void admit(String user, String password) {
    await(
        admin
            .alterUserScramCredentials(
                List.of(
                    new UserScramCredentialUpsertion(
                        user,
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                        password)))
            .all()
            .toCompletionStage()
            .toCompletableFuture());
  }

  /** Another user, who may do nothing yet; the properties of its clients. */
  Map<String, Object> user(String name) {
    String password = "password-of-" + name;
    admit(name, password);
    Map<String, Object> properties = new HashMap<>(stores(certificates, "client"));
    properties.put("bootstrap.servers", kafka.bootstrapServers());
    properties.put("security.protocol", "SASL_SSL");
    properties.put("sasl.mechanism", "SCRAM-SHA-512");
    properties.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(name, password));
    return properties;
  }

  private static Map<String, String> broker(Certificates certificates, String password) {
    Map<String, String> properties = new HashMap<>();
    properties.put("listener.security.protocol.map", "CLIENT:SASL_SSL,CONTROLLER:PLAINTEXT");
    properties.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512");
    properties.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    properties.put(
        "listener.name.client.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"broker\""
            + " password=\"%1$s\" user_broker=\"%1$s\" user_%2$s=\"%3$s\";"
                .formatted(ADMIN_PASSWORD, USER, password));
    properties.put(
        "listener.name.client.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    properties.put("listener.name.client.ssl.client.auth", "required");
    properties.putAll(stores(certificates, "broker"));
    properties.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    properties.put("super.users", "User:broker;User:ANONYMOUS");
    return properties;
  }

  private static Map<String, String> stores(Certificates certificates, String owner) {
    return Map.of(
        "ssl.keystore.type", "PKCS12",
        "ssl.keystore.location", certificates.keys(owner),
        "ssl.keystore.password", certificates.password(),
        "ssl.key.password", certificates.password(),
        "ssl.truststore.type", "PKCS12",
        "ssl.truststore.location", certificates.trusted(),
        "ssl.truststore.password", certificates.password());
  }

  /** The properties of a client that may do everything. */
  Map<String, Object> administration() {
    Map<String, Object> properties = new HashMap<>(stores(certificates, "broker"));
    properties.put("bootstrap.servers", kafka.bootstrapServers());
    properties.put("security.protocol", "SASL_SSL");
    properties.put("sasl.mechanism", "PLAIN");
    properties.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"broker\" password=\"%s\";"
            .formatted(ADMIN_PASSWORD));
    return properties;
  }

  Certificates certificates() {
    return certificates;
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  void createTopic(String name) {
    FreshTopic.create(admin, name, 1, Map.of());
  }

  /** Permits the user something. */
  void grant(AclOperation operation, ResourceType type, PatternType pattern, String name) {
    grant(
        List.of(
            new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + USER, "*", operation, AclPermissionType.ALLOW))));
  }

  /** Permits all of that. */
  void grant(List<AclBinding> acls) {
    await(admin.createAcls(acls).all().toCompletionStage().toCompletableFuture());
  }

  /** Takes that back. */
  void revoke(List<AclBinding> acls) {
    await(
        admin
            .deleteAcls(acls.stream().map(AclBinding::toFilter).toList())
            .all()
            .toCompletionStage()
            .toCompletableFuture());
  }

  private static void await(Future<?> task) {
    try {
      task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    admin.close();
    kafka.close();
  }
}
