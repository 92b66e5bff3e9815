package io.sluice.cli;

import io.sluice.sandbox.EmbeddedKafka;
import io.sluice.sandbox.FreshTopic;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;

/** A broker that asks for a login, and whose user {@code sluice} may do what is granted alone. */
final class GuardedKafka implements AutoCloseable {

  static final String PASSWORD = "user-password-0815";

  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\"";

  private final EmbeddedKafka kafka;
  private final Admin admin;

  private GuardedKafka(EmbeddedKafka kafka) {
    this.kafka = kafka;
    Map<String, Object> properties = new HashMap<>(properties("broker", "broker-password"));
    properties.put("bootstrap.servers", kafka.bootstrapServers());
    this.admin = Admin.create(properties);
  }

  static GuardedKafka start() {
    Map<String, String> properties = new HashMap<>();
    properties.put("listener.security.protocol.map", "CLIENT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("sasl.enabled.mechanisms", "PLAIN");
    properties.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    properties.put(
        "listener.name.client.plain.sasl.jaas.config",
        LOGIN.formatted("broker", "broker-password")
            + " user_broker=\"broker-password\" user_sluice=\"%s\";".formatted(PASSWORD));
    properties.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    properties.put("super.users", "User:broker;User:ANONYMOUS");
    return new GuardedKafka(EmbeddedKafka.start(0, properties));
  }

  private static Map<String, String> properties(String user, String password) {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        LOGIN.formatted(user, password) + ";");
  }

  /** What a client says to log in. */
  static Map<String, String> login() {
    return properties("sluice", PASSWORD);
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  void createTopic(String name, Map<String, String> configs) {
    FreshTopic.create(admin, name, 1, configs);
  }

  void grant(Collection<AclBinding> acls) throws ExecutionException, InterruptedException {
    admin.createAcls(acls).all().get();
  }

  @Override
  public void close() {
    admin.close();
    kafka.close();
  }
}
