package io.sluice.service.access;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.Contract;
import io.sluice.pipeline.Pipeline;
import io.sluice.pipeline.measure.SliTopic;
import io.sluice.pipeline.topic.ReplayTopic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;

/** A kind of access that a role of a contract can have, by the word in its {@code access}. */
public enum Tier {
  /** A consumer: the product, and how it keeps its promises. */
  READ_PRODUCT("read", true) {
    @Override
    List<AclBinding> acls(Contract contract, String principal) {
      return topics(principal, READ, Binding.of(contract).productTopic(), SliTopic.of(contract));
    }
  },

  /** On call: what was rejected and why, sealed where it is personal, and the promises. */
  INVESTIGATE("investigate", true) {
    @Override
    List<AclBinding> acls(Contract contract, String principal) {
      return topics(principal, READ, Binding.of(contract).deadLetterTopic(), SliTopic.of(contract));
    }
  },

  /**
   * Whoever puts dead letters back, for which no key is needed: reads them, writes to the replay
   * topic, and keeps what was sent.
   */
  REPLAY("replay", false) {
    @Override
    List<AclBinding> acls(Contract contract, String principal) {
      String replayTopic = ReplayTopic.of(Pipeline.applicationId(contract));
      List<AclBinding> acls = new ArrayList<>();
      acls.addAll(topics(principal, READ, Binding.of(contract).deadLetterTopic(), ReplayTopic.LOG));
      acls.addAll(topics(principal, WRITE, replayTopic, ReplayTopic.LOG));
      acls.addAll(topics(principal, CREATE, ReplayTopic.LOG));
      acls.add(Acl.transactions(principal, replayTopic));
      return acls;
    }
  },

  /** Whoever watches over promises, and sees no record. */
  MEASURE("measure", true) {
    @Override
    List<AclBinding> acls(Contract contract, String principal) {
      return topics(principal, READ, SliTopic.of(contract));
    }
  },

  /** A producer. Nobody but Sluice writes to the other topics. */
  WRITE_RAW("write", false) {
    @Override
    List<AclBinding> acls(Contract contract, String principal) {
      return topics(principal, WRITE, Binding.of(contract).rawTopic());
    }
  };

  private final String word;
  private final boolean inGroups;

  Tier(String word, boolean inGroups) {
    this.word = word;
    this.inGroups = inGroups;
  }

  /** The word that contracts use. */
  public String word() {
    return word;
  }

  /** Whether it reads in consumer groups. */
  boolean isInGroups() {
    return inGroups;
  }

  /** What it permits a principal on the topics of a contract. */
  abstract List<AclBinding> acls(Contract contract, String principal);

  private static List<AclBinding> topics(
      String principal, AclOperation operation, String... topics) {
    return Arrays.stream(topics).map(topic -> Acl.topic(principal, operation, topic)).toList();
  }

  /** The tier of a word; empty where there is none. */
  static Optional<Tier> of(String word) {
    return Arrays.stream(values()).filter(tier -> tier.word.equalsIgnoreCase(word)).findFirst();
  }
}
