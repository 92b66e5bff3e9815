package io.sluice.pipeline.enforce;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Status;
import io.sluice.engine.lifecycle.End;
import io.sluice.engine.lifecycle.Lifecycle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** What records of a deprecated contract tell their readers: when it ends, and what comes then. */
final class Deprecation {

  /** It stands in every record; contracts say an id and a version here. */
  private static final int MAX_REPLACEMENT = 256;

  private Deprecation() {}

  /** The header that says it; empty where the contract is not deprecated. */
  static Optional<Header> of(Contract contract) {
    if (contract.status() != Status.DEPRECATED) {
      return Optional.empty();
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (End end : End.values()) {
      end.day(contract).ifPresent(day -> json.put(end.word(), day.toString()));
    }
    Lifecycle.replacement(contract)
        .ifPresent(text -> json.put("replacedBy", Texts.cut(text, MAX_REPLACEMENT)));
    return Optional.of(
        new RecordHeader(
            SluiceHeaders.DEPRECATED, json.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
