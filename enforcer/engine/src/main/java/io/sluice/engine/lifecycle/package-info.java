/**
 * The life of a contract: who approved it, how long before its end consumers are told, when it ends
 * and what comes after it, and which steps it may take from one status to the next.
 */
@NullMarked
package io.sluice.engine.lifecycle;

import org.jspecify.annotations.NullMarked;
