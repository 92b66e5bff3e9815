package io.sluice.samples.sales;

/** Where an order was placed. */
public enum Channel {
  WEB,
  APP,
  STORE
}
