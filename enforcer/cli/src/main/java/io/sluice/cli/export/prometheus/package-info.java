/**
 * Rules for Prometheus: what is recorded of a contract, and the alerts on it, each with what an
 * on-call needs who has never heard of the contract.
 */
@NullMarked
package io.sluice.cli.export.prometheus;

import org.jspecify.annotations.NullMarked;
