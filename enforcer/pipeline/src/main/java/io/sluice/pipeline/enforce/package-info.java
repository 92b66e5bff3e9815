/**
 * The way of one record: which schema it was written with, its verdict, and the product record or
 * dead letter that it becomes.
 */
@NullMarked
package io.sluice.pipeline.enforce;

import org.jspecify.annotations.NullMarked;
