/**
 * Apicurio Registry (REST interface version 3): where contracts and the schemas of producers come
 * from. What it does not answer is told apart from what it does not know, since an outage must
 * never condemn a record.
 */
@NullMarked
package io.sluice.pipeline.registry;

import org.jspecify.annotations.NullMarked;
