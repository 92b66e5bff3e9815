/**
 * The dry run: looks at what contracts need of broker and registry before a service runs, or while
 * one does, changes nothing, and reads no record.
 */
@NullMarked
package io.sluice.cli.doctor;

import org.jspecify.annotations.NullMarked;
