/**
 * What is measured: a contract, compliant records, and each of its rules in CEL beside a way to
 * break it, by which it is shown before any timing that everyone judges by the same rules.
 */
@NullMarked
package io.sluice.bench.subject;

import org.jspecify.annotations.NullMarked;
