package io.sluice.service.access;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Makes permissions as Kafka has them, from any host. */
final class Acl {

  private static final String CLUSTER = "kafka-cluster";
  private static final String ANY_HOST = "*";

  private Acl() {}

  static AclBinding topic(String principal, AclOperation operation, String name) {
    return of(principal, operation, ResourceType.TOPIC, name, PatternType.LITERAL);
  }

  static AclBinding group(String principal, String name, PatternType pattern) {
    return of(principal, AclOperation.READ, ResourceType.GROUP, name, pattern);
  }

  /** Of all transactional ids that begin so. */
  static AclBinding transactions(String principal, String beginning) {
    return of(
        principal,
        AclOperation.WRITE,
        ResourceType.TRANSACTIONAL_ID,
        beginning,
        PatternType.PREFIXED);
  }

  static AclBinding cluster(String principal, AclOperation operation) {
    return of(principal, operation, ResourceType.CLUSTER, CLUSTER, PatternType.LITERAL);
  }

  private static AclBinding of(
      String principal,
      AclOperation operation,
      ResourceType type,
      String name,
      PatternType pattern) {
    return new AclBinding(
        new ResourcePattern(type, name, pattern),
        new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW));
  }
}
