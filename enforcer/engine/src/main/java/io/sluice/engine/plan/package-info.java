/**
 * A contract compiled against one writer schema: plans that judge a record in one walk over its
 * Avro bytes.
 */
@NullMarked
package io.sluice.engine.plan;

import org.jspecify.annotations.NullMarked;
