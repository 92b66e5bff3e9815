package io.sluice.cli.export.markdown;

/** What a contract says of some things, one a row. */
final class Facts {

  private final Table table = Table.of("What", "Says the contract");

  /**
   * Adds a thing, unless nothing is said of it.
   *
   * @param says as Markdown
   */
  void add(String what, String says) {
    if (!says.isEmpty()) {
      table.row(what, says);
    }
  }

  String written() {
    return table.written();
  }
}
