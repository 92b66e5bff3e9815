/**
 * A data contract as Sluice sees it: who owns it, which topics it binds, what it demands of each
 * record.
 */
@NullMarked
package io.sluice.engine.contract;

import org.jspecify.annotations.NullMarked;
