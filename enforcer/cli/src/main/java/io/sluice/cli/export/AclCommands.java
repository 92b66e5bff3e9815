package io.sluice.cli.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Writes permissions as Kafka's own tool takes them, and for programs. */
public final class AclCommands {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String HEAD =
      """
      #!/bin/sh
      # Needs KAFKA_BOOTSTRAP_SERVERS, and KAFKA_ADMIN_CONFIG: a file of properties of an administrator.
      set -eu
      acl() { kafka-acls.sh --bootstrap-server "$KAFKA_BOOTSTRAP_SERVERS" --command-config "$KAFKA_ADMIN_CONFIG" --add "$@"; }
      """;

  /** Who is permitted something, and on what; a command has one of each. */
  private record Target(String principal, ResourcePattern resource) {}

  private AclCommands() {}

  /** A script of {@code kafka-acls.sh}. */
  public static String shell(List<AclBinding> acls) {
    Map<Target, List<AclOperation>> commands = new LinkedHashMap<>();
    for (AclBinding acl : acls) {
      commands
          .computeIfAbsent(
              new Target(acl.entry().principal(), acl.pattern()), t -> new ArrayList<>())
          .add(acl.entry().operation());
    }
    StringBuilder script = new StringBuilder(HEAD);
    commands.forEach((target, operations) -> script.append(command(target, operations)));
    return script.toString();
  }

  private static String command(Target target, List<AclOperation> operations) {
    StringBuilder command =
        new StringBuilder("acl --allow-principal ").append(quoted(target.principal()));
    for (AclOperation operation : operations) {
      command.append(" --operation ").append(word(operation));
    }
    return command.append(resource(target.resource())).append('\n').toString();
  }

  private static String resource(ResourcePattern resource) {
    String option =
        switch (resource.resourceType()) {
          case TOPIC -> " --topic " + quoted(resource.name());
          case GROUP -> " --group " + quoted(resource.name());
          case TRANSACTIONAL_ID -> " --transactional-id " + quoted(resource.name());
          case CLUSTER -> " --cluster";
          case UNKNOWN, ANY, DELEGATION_TOKEN, USER -> throw unfit(resource.resourceType());
        };
    return resource.patternType() == PatternType.PREFIXED
        ? option + " --resource-pattern-type prefixed"
        : option;
  }

  private static IllegalArgumentException unfit(ResourceType type) {
    return new IllegalArgumentException("nobody needs permission on " + type);
  }

  /** As the tool spells it: {@code DescribeConfigs}. */
  private static String word(AclOperation operation) {
    StringBuilder word = new StringBuilder();
    for (String part : operation.name().split("_", -1)) {
      word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
    }
    return word.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** An object for each permission, one a line; docs/command-line.md has the keys. */
  public static String json(List<AclBinding> acls) {
    StringBuilder lines = new StringBuilder();
    for (AclBinding acl : acls) {
      Map<String, String> line = new LinkedHashMap<>();
      line.put("principal", acl.entry().principal());
      line.put("host", acl.entry().host());
      line.put("permission", acl.entry().permissionType().name());
      line.put("operation", acl.entry().operation().name());
      line.put("resource", acl.pattern().resourceType().name());
      line.put("pattern", acl.pattern().patternType().name());
      line.put("name", acl.pattern().name());
      try {
        lines.append(JSON.writeValueAsString(line)).append('\n');
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
    return lines.toString();
  }
}
