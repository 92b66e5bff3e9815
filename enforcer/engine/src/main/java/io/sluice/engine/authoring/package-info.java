/**
 * Contracts as they are written: a document and the Avro schema it names, read and checked as one,
 * or drafted from a schema to begin with.
 */
@NullMarked
package io.sluice.engine.authoring;

import org.jspecify.annotations.NullMarked;
