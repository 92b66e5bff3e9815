/** What runs in the registry's own process, beside the registry's classes and nothing else. */
@NullMarked
package io.sluice.sandbox.child;

import org.jspecify.annotations.NullMarked;
