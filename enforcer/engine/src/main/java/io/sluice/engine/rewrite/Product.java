package io.sluice.engine.rewrite;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the product gets of the records of one writer schema.
 *
 * @param schema what the product's records are written with: the writer's, or the contract's own
 * @param rewriter writes them; null where they stay as they are, byte for byte
 * @param growth how much longer they may become
 */
public record Product(Schema schema, @Nullable Rewriter rewriter, Growth growth) {}
