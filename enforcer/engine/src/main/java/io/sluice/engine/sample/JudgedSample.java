package io.sluice.engine.sample;

import io.sluice.engine.verdict.Verdict;

/**
 * The outcome for one record of a file.
 *
 * @param number the record's number in its file, from 1
 */
public record JudgedSample(long number, Verdict verdict) {}
