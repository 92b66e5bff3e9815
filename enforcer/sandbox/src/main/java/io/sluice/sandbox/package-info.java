/**
 * Real Kafka and a real Apicurio Registry, started from Maven artifacts on this machine, for trying
 * out and for tests. No container engine is needed.
 */
@NullMarked
package io.sluice.sandbox;

import org.jspecify.annotations.NullMarked;
