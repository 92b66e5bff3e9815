/**
 * Dashboards for Grafana: one for each contract, of panels that Grafana comes with, to be imported
 * as a file or provisioned.
 */
@NullMarked
package io.sluice.cli.export.grafana;

import org.jspecify.annotations.NullMarked;
