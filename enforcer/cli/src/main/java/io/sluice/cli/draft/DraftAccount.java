package io.sluice.cli.draft;

import io.sluice.cli.console.Json;
import io.sluice.engine.authoring.CanvasPromise;
import io.sluice.engine.authoring.ContractDraft;
import io.sluice.engine.profile.FreshnessProposal;
import io.sluice.engine.profile.Proposal;
import io.sluice.engine.profile.Proposals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what was drafted: the files, each proposal with what it was seen from, and what is left to
 * people.
 *
 * @param contract where the contract was written; null where it was only printed
 * @param schema where its schema stands; null where it has none
 * @param isSchemaWritten whether that was written too
 * @param records what it was drafted from, as the command named it; null where there were none
 */
record DraftAccount(
    ContractDraft draft,
    @Nullable Path contract,
    @Nullable Path schema,
    boolean isSchemaWritten,
    @Nullable String records) {

  String text() {
    StringBuilder told = new StringBuilder();
    if (contract != null) {
      line(
          told,
          "Wrote %s: a draft of %s:%s, product topic %s"
              .formatted(contract, draft.id(), draft.version(), draft.topic()));
    }
    if (isSchemaWritten && contract != null) {
      line(told, "Wrote %s: the schema".formatted(String.valueOf(schema)));
    }
    draft.changes().forEach(change -> line(told, "  changed: %s".formatted(change)));
    proposals(told);
    left(told);
    if (contract != null) {
      line(told, "Next:");
      line(told, "  bin/sluice lint %s".formatted(contract));
      if (draft.hasSchema()) {
        line(
            told,
            "  bin/sluice test %s %s".formatted(contract, records == null ? "RECORDS" : records));
      }
    }
    return told.toString();
  }

  private void proposals(StringBuilder told) {
    Proposals proposals = draft.proposals();
    if (proposals.records() == 0) {
      return;
    }
    line(
        told,
        "Proposed from %,d records, for you to accept, change or delete:"
            .formatted(proposals.records()));
    for (Proposal proposal : proposals.all()) {
      line(
          told,
          "  %s: %s (%s)".formatted(proposal.path(), proposal.demand().words(), proposal.seen()));
    }
    FreshnessProposal freshness = proposals.freshness();
    if (freshness != null) {
      line(
          told,
          "  freshness: %d %s by %s (%s)"
              .formatted(freshness.value(), freshness.unit(), freshness.field(), freshness.seen()));
    }
    if (!proposals.untold().isEmpty()) {
      line(told, "What they could not tell:");
      proposals.untold().forEach(sentence -> line(told, "  %s".formatted(sentence)));
    }
  }

  private void left(StringBuilder told) {
    line(told, "Left to you (docs/contracts.md): %s".formatted(String.join(", ", open())));
    for (CanvasPromise promise : draft.unkeptPromises()) {
      line(
          told,
          "  %s was left out: no field is a timestamp; --event-time names one"
              .formatted(promise.property()));
    }
  }

  /** What nobody answered yet. */
  private List<String> open() {
    List<String> open = new ArrayList<>();
    if (!draft.hasSchema()) {
      open.add("the Avro schema");
    }
    if (draft.canvas().team() == null || draft.canvas().owner() == null) {
      open.add("team and owner");
    }
    if (draft.canvas().purpose() == null) {
      open.add("purpose");
    }
    if (draft.canvas().supportChannel() == null || draft.canvas().supportUrl() == null) {
      open.add("support");
    }
    if (draft.canvas().promises().isEmpty()) {
      open.add("promises on time (slaProperties)");
    }
    open.add("descriptions of fields");
    open.add("rules");
    return open;
  }

  private static void line(StringBuilder told, String line) {
    told.append(line).append('\n');
  }

  String json() {
    Map<String, Object> json = new LinkedHashMap<>();
    if (contract != null) {
      json.put("contract", contract.toString());
    }
    if (schema != null) {
      json.put("schema", schema.toString());
    }
    json.put("id", draft.id());
    json.put("version", draft.version());
    json.put("topic", draft.topic());
    if (draft.proposals().records() > 0) {
      json.put("records", draft.proposals().records());
      json.put("proposals", draft.proposals().all().stream().map(DraftAccount::json).toList());
      FreshnessProposal freshness = draft.proposals().freshness();
      if (freshness != null) {
        json.put("freshness", json(freshness));
      }
      json.put("untold", draft.proposals().untold());
    }
    json.put("open", open());
    return Json.line(json) + "\n";
  }

  private static Map<String, Object> json(Proposal proposal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("path", proposal.path());
    json.put("demand", proposal.demand().words());
    json.put("seen", proposal.seen());
    return json;
  }

  private static Map<String, Object> json(FreshnessProposal freshness) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("field", freshness.field());
    json.put("value", freshness.value());
    json.put("unit", freshness.unit());
    json.put("seen", freshness.seen());
    return json;
  }
}
