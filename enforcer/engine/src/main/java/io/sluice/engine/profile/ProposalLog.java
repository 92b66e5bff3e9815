package io.sluice.engine.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes down what is proposed, and what could not be told. */
final class ProposalLog {

  private final Map<String, List<Proposal>> proposals = new LinkedHashMap<>();
  private final Map<String, String> physicalNames = new LinkedHashMap<>();
  private final List<String> untold = new ArrayList<>();

  void propose(String path, Demand demand, String seen) {
    proposals
        .computeIfAbsent(path, none -> new ArrayList<>())
        .add(new Proposal(path, demand, seen));
  }

  void physicalName(String path, String name) {
    physicalNames.put(path, name);
  }

  void untold(String sentence) {
    untold.add(sentence);
  }

  Map<String, List<Proposal>> proposals() {
    return proposals;
  }

  Map<String, String> physicalNames() {
    return physicalNames;
  }

  List<String> untold() {
    return untold;
  }
}
