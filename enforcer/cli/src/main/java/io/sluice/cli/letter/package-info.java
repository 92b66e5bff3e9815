/**
 * The letters of a dead-letter topic, read as a bystander reads and as anyone may have written
 * them. What stands in a topic is data and never trusted; what is printed of it is escaped.
 */
@NullMarked
package io.sluice.cli.letter;

import org.jspecify.annotations.NullMarked;
