package io.sluice.engine.profile;

/**
 * How old the newest event may be, for somebody who knows the data to accept, change or refuse.
 *
 * @param field whose time is that of the event
 * @param value in that unit
 * @param unit as the standard's SLA properties have it: m, h or d
 * @param seen what it was seen from
 */
public record FreshnessProposal(String field, int value, String unit, String seen) {}
