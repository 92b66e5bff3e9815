/**
 * What changed between two revisions of a contract, and whom it breaks: consumers of the product,
 * who read by what was promised, and producers of the raw topic, whose records are judged.
 */
@NullMarked
package io.sluice.engine.change;

import org.jspecify.annotations.NullMarked;
