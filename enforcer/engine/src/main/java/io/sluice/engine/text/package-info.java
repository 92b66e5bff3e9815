/**
 * What can be said of a text by its UTF-8 bytes alone: whether it has a named format, and whether
 * some part of it matches a pattern. Linear in the length, and without an object.
 */
@NullMarked
package io.sluice.engine.text;

import org.jspecify.annotations.NullMarked;
