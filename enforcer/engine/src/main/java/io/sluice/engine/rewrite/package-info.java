/**
 * What becomes of a record's bytes on their way to the product: masks put something else in place
 * of values, and undeclared fields are left out. Bytes are copied up to where something changes,
 * and never turned into objects.
 */
@NullMarked
package io.sluice.engine.rewrite;

import org.jspecify.annotations.NullMarked;
