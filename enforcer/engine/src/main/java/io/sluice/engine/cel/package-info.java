/**
 * Rules in the Common Expression Language: checked against the types of an Avro schema, compiled to
 * evaluators that read the values they need straight from a record's bytes, and, for what these do
 * not cover, run by cel-java on values that are decoded as they are asked for.
 */
@NullMarked
package io.sluice.engine.cel;

import org.jspecify.annotations.NullMarked;
