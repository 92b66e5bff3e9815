/**
 * The service: a Micronaut application that runs a pipeline for each contract it is given.
 * Micronaut stops here: its configuration becomes plain records before pipelines or engine see it.
 */
@NullMarked
package io.sluice.service;

import org.jspecify.annotations.NullMarked;
