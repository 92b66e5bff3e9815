package io.sluice.cli.export.prometheus;

import io.sluice.engine.sli.Indicator;
import java.time.Duration;
import java.util.Optional;

/**
 * A condition that somebody has to know of.
 *
 * @param name the same for all contracts
 * @param expression in PromQL: fires for each series that it gives
 * @param pending how long it has to hold before
 * @param about empty where it is about the contract as a whole
 * @param summary one line, a template of Prometheus
 * @param runbook what it means and what to do, as text
 */
record Alert(
    String name,
    Severity severity,
    String expression,
    Duration pending,
    Optional<Indicator> about,
    String summary,
    String runbook) {}
