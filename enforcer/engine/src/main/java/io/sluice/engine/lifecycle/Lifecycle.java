package io.sluice.engine.lifecycle;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.CustomProperty;
import io.sluice.engine.contract.Status;
import io.sluice.engine.contract.Written;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.Location;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a contract stands in its life, and whether it may. */
public final class Lifecycle {

  /** The setting that names what comes after a contract. */
  public static final String REPLACED_BY = "sluice.replacedBy";

  /** Those who have to agree before a contract is in force. */
  private static final List<String> APPROVERS = List.of("domain", "governance");

  private final Contract contract;
  private final Location status;
  private final LocalDate today;
  private final List<Finding> findings = new ArrayList<>();

  private Lifecycle(Contract contract, Location status, LocalDate today) {
    this.contract = contract;
    this.status = status;
    this.today = today;
  }

  /**
   * What stands against publishing a contract in the status that it has.
   *
   * @param status where the contract says its status
   * @param before what is published of the same major version; empty where nothing is
   * @param hasSuccessor whether there is a newer major version
   */
  public static List<Finding> check(
      Contract contract,
      Location status,
      Optional<Contract> before,
      boolean hasSuccessor,
      LocalDate today) {
    Lifecycle lifecycle = new Lifecycle(contract, status, today);
    before.ifPresent(lifecycle::step);
    if (contract.status().isEnforced()) {
      lifecycle.approvals();
    }
    if (contract.status() == Status.DEPRECATED) {
      lifecycle.sunset(hasSuccessor);
    }
    return List.copyOf(lifecycle.findings);
  }

  /**
   * What readers of a contract should know of its life, whatever is published.
   *
   * @param status where the contract says its status
   */
  public static List<Finding> notes(Contract contract, Location status, LocalDate today) {
    Lifecycle lifecycle = new Lifecycle(contract, status, today);
    if (contract.status() == Status.DEPRECATED) {
      lifecycle.sunset(false);
      lifecycle.ending();
    }
    return List.copyOf(lifecycle.findings);
  }

  // ---- from one status to the next

  private void step(Contract before) {
    Status was = before.status();
    Status now = contract.status();
    switch (was) {
      case RETIRED -> {
        if (now != Status.RETIRED) {
          refuse("a retired contract never returns: publish a new major version");
        }
      }
      case ACTIVE, DEPRECATED -> {
        if (now == Status.RETIRED) {
          retire(before);
        } else if (!now.isEnforced()) {
          refuse(
              "the contract is %s, and can't become %s again: consumers rely on it"
                  .formatted(was.word(), now.word()));
        }
      }
      case PROPOSED, DRAFT, OTHER -> {
        if (now == Status.DEPRECATED) {
          refuse("what was never active can't be deprecated: retire it");
        }
      }
    }
  }

  private void retire(Contract before) {
    if (before.status() == Status.ACTIVE) {
      refuse("deprecate the contract first, with an endOfLife that consumers can go by");
    } else if (!End.LIFE.isOver(before, today)) {
      refuse(
          End.LIFE
              .day(before)
              .map(day -> "the contract lives until " + day + ", as was announced")
              .orElse("announce an endOfLife before the contract is retired"));
    }
  }

  private void refuse(String message) {
    findings.add(Finding.error("lifecycle.step", status, message));
  }

  // ---- what a status needs

  private void approvals() {
    for (Written entry : Approval.entries(contract)) {
      Optional<Approval> approval = Approval.parse(entry);
      if (approval.isEmpty()) {
        approval(entry.location(), "an approval says role, who and date, such as 2026-06-01");
      } else if (approval.get().date().isAfter(today)) {
        approval(entry.location(), "the approval is of a day to come");
      }
    }
    List<Approval> given =
        Approval.of(contract).stream().filter(a -> !a.date().isAfter(today)).toList();
    for (String role : APPROVERS) {
      if (given.stream().noneMatch(approval -> approval.role().equals(role))) {
        approval(
            contract.customProperty(Approval.PROPERTY).map(CustomProperty::location).orElse(status),
            "what is %s needs the approval of %s, in %s"
                .formatted(contract.status().word(), role, Approval.PROPERTY));
      }
    }
  }

  private void approval(Location place, String message) {
    findings.add(Finding.error("lifecycle.approval", place, message));
  }

  private void sunset(boolean hasSuccessor) {
    if (End.LIFE.day(contract).isEmpty() && End.SUPPORT.day(contract).isEmpty()) {
      findings.add(
          Finding.error(
              "lifecycle.sunset",
              status,
              "what is deprecated says when it ends: slaProperties with endOfLife or"
                  + " endOfSupport, such as 2027-06-30"));
    }
    if (hasSuccessor && contract.customProperty(REPLACED_BY).isEmpty()) {
      findings.add(
          Finding.error(
              "lifecycle.replacement",
              status,
              "a newer major version is published: name it in " + REPLACED_BY));
    }
  }

  private void ending() {
    for (End end : End.values()) {
      end.day(contract)
          .ifPresent(
              day ->
                  findings.add(
                      Finding.info(
                          "lifecycle.deprecated",
                          status,
                          "the contract is deprecated; %s is %s%s"
                              .formatted(end.word(), day, replacement()))));
    }
  }

  /** What a contract says that comes after it; empty where it does not say. */
  public static Optional<String> replacement(Contract contract) {
    return contract
        .customProperty(REPLACED_BY)
        .flatMap(property -> property.written().text())
        .filter(text -> !text.isBlank());
  }

  private String replacement() {
    return replacement(contract).map(text -> ", and " + text + " takes its place").orElse("");
  }
}
