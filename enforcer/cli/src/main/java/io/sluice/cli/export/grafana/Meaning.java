package io.sluice.cli.export.grafana;

/** What a value is shown as: a word, and a colour. */
record Meaning(int value, String word, String colour) {}
