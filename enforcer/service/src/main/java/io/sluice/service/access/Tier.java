package io.sluice.service.access;

import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.Contract;
import io.sluice.pipeline.measure.SliTopic;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.acl.AclOperation;

/** A kind of access that a role of a contract can have, by the word in its {@code access}. */
public enum Tier {
  /** A consumer: the product, and how it keeps its promises. */
  READ("read", AclOperation.READ) {
    @Override
    List<String> topics(Contract contract) {
      return List.of(Binding.of(contract).productTopic(), SliTopic.of(contract));
    }
  },

  /** On call: what was rejected and why, sealed where it is personal, and the promises. */
  INVESTIGATE("investigate", AclOperation.READ) {
    @Override
    List<String> topics(Contract contract) {
      return List.of(Binding.of(contract).deadLetterTopic(), SliTopic.of(contract));
    }
  },

  /** Whoever watches over promises, and sees no record. */
  MEASURE("measure", AclOperation.READ) {
    @Override
    List<String> topics(Contract contract) {
      return List.of(SliTopic.of(contract));
    }
  },

  /** A producer. Nobody but Sluice writes to the other topics. */
  WRITE("write", AclOperation.WRITE) {
    @Override
    List<String> topics(Contract contract) {
      return List.of(Binding.of(contract).rawTopic());
    }
  };

  private final String word;
  private final AclOperation operation;

  Tier(String word, AclOperation operation) {
    this.word = word;
    this.operation = operation;
  }

  /** The word that contracts use. */
  public String word() {
    return word;
  }

  /** What it permits on its topics. */
  AclOperation operation() {
    return operation;
  }

  /** The topics of a contract that it opens. */
  abstract List<String> topics(Contract contract);

  /** The tier of a word; empty where there is none. */
  static Optional<Tier> of(String word) {
    return Arrays.stream(values()).filter(tier -> tier.word.equalsIgnoreCase(word)).findFirst();
  }
}
