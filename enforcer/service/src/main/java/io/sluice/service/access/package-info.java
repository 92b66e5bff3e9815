/**
 * Who may do what with the topics of contracts, as access control lists of Kafka: the roles that a
 * contract names, and Sluice itself.
 */
@NullMarked
package io.sluice.service.access;

import org.jspecify.annotations.NullMarked;
