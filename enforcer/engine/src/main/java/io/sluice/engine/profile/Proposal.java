package io.sluice.engine.profile;

/**
 * A demand that the sample keeps, for somebody who knows the data to accept, change or refuse.
 *
 * @param path of the field; an array's items are {@code lines[]}
 * @param seen what it was seen from; holds no value of a field that may be personal data
 */
public record Proposal(String path, Demand demand, String seen) {}
