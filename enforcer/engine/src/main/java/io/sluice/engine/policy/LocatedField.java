package io.sluice.engine.policy;

import io.sluice.engine.finding.Location;

/** A field, and the place of its name. */
record LocatedField(ContractView.Field field, Location location) {}
