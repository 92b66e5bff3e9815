package io.sluice.cli.export.markdown;

import static io.sluice.cli.export.markdown.Markdown.text;

import io.sluice.cli.export.PromiseWords;
import io.sluice.cli.export.product.Product;
import io.sluice.cli.export.product.Version;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.SupportChannel;
import io.sluice.engine.lifecycle.Approval;
import io.sluice.engine.lifecycle.End;
import io.sluice.engine.lifecycle.Lifecycle;
import io.sluice.engine.lifecycle.Notice;
import java.time.LocalDate;
import java.util.Optional;

/** Whom to ask about a product, how long it lasts, and which versions of it there were. */
final class Life {

  private final Product product;
  private final Contract contract;

  Life(Product product) {
    this.product = product;
    this.contract = product.contract();
  }

  Table support() {
    Table table = Table.of("Channel", "Tool", "Where", "What for");
    for (SupportChannel channel : contract.support()) {
      table.row(
          text(channel.channel()),
          text(Optional.ofNullable(channel.tool()).orElse("")),
          Optional.ofNullable(channel.url()).map(Markdown::address).orElse(""),
          text(Optional.ofNullable(channel.description()).orElse("")));
    }
    return table;
  }

  Facts life() {
    Facts life = new Facts();
    life.add("Status", Words.status(contract));
    life.add(
        "Notice before what breaks",
        Notice.of(contract).map(PromiseWords::length).orElse("none promised"));
    for (End end : End.values()) {
      life.add(endWords(end), end.day(contract).map(LocalDate::toString).orElse(""));
    }
    life.add("Replaced by", Lifecycle.replacement(contract).map(Markdown::text).orElse(""));
    return life;
  }

  private static String endWords(End end) {
    return switch (end) {
      case SUPPORT -> "Supported until";
      case LIFE -> "Served until";
    };
  }

  Table approvals() {
    Table table = Table.of("Approved for", "By", "On");
    for (Approval approval : Approval.of(contract)) {
      table.row(text(approval.role()), text(approval.who()), approval.date().toString());
    }
    return table;
  }

  Table versions() {
    Table table = Table.of("Version", "Status", "Approved", "Changes");
    for (Version version : product.versions()) {
      table.row(
          text(version.contract().version().text()),
          version.contract().status().word(),
          version.approved().map(LocalDate::toString).orElse(""),
          Words.changes(version));
    }
    return table;
  }
}
