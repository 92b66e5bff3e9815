/**
 * Reports as builds read them: findings, changes and violations alike, in formats that others have
 * specified.
 */
@NullMarked
package io.sluice.cli.report;

import org.jspecify.annotations.NullMarked;
