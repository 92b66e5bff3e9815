/**
 * What a contract promises beyond single records: its indicators, read from the promises on time,
 * the rules with a tolerance and the objectives that it states. What makes no sense is a finding.
 */
@NullMarked
package io.sluice.engine.sli;

import org.jspecify.annotations.NullMarked;
