/**
 * Objectives as OpenSLO v1 has them (github.com/OpenSLO/OpenSLO): a service and its notification
 * target for each contract, and for each objective an SLI, an SLO and the policies of its alerts.
 */
@NullMarked
package io.sluice.cli.export.openslo;

import org.jspecify.annotations.NullMarked;
