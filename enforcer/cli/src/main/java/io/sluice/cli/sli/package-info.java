/** What contracts came to, for people: tables and lines of service level indicators. */
@NullMarked
package io.sluice.cli.sli;

import org.jspecify.annotations.NullMarked;
