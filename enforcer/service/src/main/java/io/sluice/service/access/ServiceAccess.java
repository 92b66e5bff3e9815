package io.sluice.service.access;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.sli.Indicator;
import io.sluice.engine.sli.Population;
import io.sluice.engine.sli.Promises;
import io.sluice.pipeline.MeasureApplication;
import io.sluice.pipeline.Pipeline;
import io.sluice.pipeline.delta.DeltaTopic;
import io.sluice.pipeline.measure.SliTopic;
import io.sluice.pipeline.topic.ReplayTopic;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;

/**
 * What the service itself needs on Kafka; docs/settings.md says it in words.
 *
 * @param principal Kafka's name for the service's user
 * @param measureApplicationId of the application that measures
 * @param createsTopics whether it may create its topics, all but the raw ones
 */
public record ServiceAccess(String principal, String measureApplicationId, boolean createsTopics) {

  /** For one contract. */
  public List<AclBinding> forContract(Contract contract) {
    Binding binding = Binding.of(contract);
    String application = Pipeline.applicationId(contract);
    List<AclBinding> acls = new ArrayList<>();
    permit(acls, binding.rawTopic(), DESCRIBE, DESCRIBE_CONFIGS, READ);
    String replayTopic = ReplayTopic.of(application);
    permit(acls, replayTopic, DESCRIBE, DESCRIBE_CONFIGS, READ);
    create(acls, replayTopic);
    for (String output :
        List.of(binding.productTopic(), binding.deadLetterTopic(), DeltaTopic.NAME)) {
      permit(acls, output, DESCRIBE, DESCRIBE_CONFIGS, WRITE);
      create(acls, output);
    }
    permit(acls, SliTopic.of(contract), READ, WRITE);
    create(acls, SliTopic.of(contract));
    references(contract).forEach(topic -> permit(acls, topic, DESCRIBE, DESCRIBE_CONFIGS, READ));
    acls.add(Acl.group(principal, application, PatternType.LITERAL));
    acls.add(Acl.transactions(principal, application));
    return acls;
  }

  /** Once, whatever the contracts are. */
  public List<AclBinding> once() {
    String changelog = MeasureApplication.changelog(measureApplicationId);
    List<AclBinding> acls = new ArrayList<>();
    permit(acls, DeltaTopic.NAME, READ);
    permit(acls, changelog, READ, WRITE);
    create(acls, changelog);
    acls.add(Acl.group(principal, measureApplicationId, PatternType.LITERAL));
    acls.add(Acl.transactions(principal, measureApplicationId));
    acls.add(Acl.cluster(principal, DESCRIBE_CONFIGS));
    return acls;
  }

  private void permit(List<AclBinding> acls, String topic, AclOperation... operations) {
    for (AclOperation operation : operations) {
      acls.add(Acl.topic(principal, operation, topic));
    }
  }

  private void create(List<AclBinding> acls, String topic) {
    if (createsTopics) {
      permit(acls, topic, CREATE);
    }
  }

  /** The reference topics of a contract's populations. */
  public static List<String> references(Contract contract) {
    return Promises.of(contract).indicators().stream()
        .filter(Indicator.Coverage.class::isInstance)
        .map(indicator -> ((Indicator.Coverage) indicator).population())
        .filter(Population.Topic.class::isInstance)
        .map(population -> ((Population.Topic) population).topic())
        .distinct()
        .toList();
  }
}
