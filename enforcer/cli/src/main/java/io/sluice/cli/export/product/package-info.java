/**
 * A data product as its documents describe it: the contract with the schema that it names, its
 * fields side by side with the schema's, its rules, and the versions that led here.
 */
@NullMarked
package io.sluice.cli.export.product;

import org.jspecify.annotations.NullMarked;
