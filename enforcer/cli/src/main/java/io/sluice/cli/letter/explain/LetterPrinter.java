package io.sluice.cli.letter.explain;

import io.sluice.cli.letter.DeadLetter;
import io.sluice.cli.letter.ForeignRecord;
import io.sluice.cli.letter.Letter;
import io.sluice.cli.letter.Shown;
import io.sluice.engine.verdict.Violation;
import io.sluice.pipeline.enforce.SluiceHeaders;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Prints letters for people: where they stand, what they break, and their decoded value. */
public final class LetterPrinter {

  private static final String HIDDEN = "(hidden; --clear shows it)";

  private final Explainer explainer;

  public LetterPrinter(Explainer explainer) {
    this.explainer = explainer;
  }

  public void print(Letter letter, PrintWriter out) {
    ConsumerRecord<byte[], byte[]> record = letter.record();
    out.printf("%s-%d@%d  ", record.topic(), record.partition(), record.offset());
    switch (letter) {
      case DeadLetter dead -> {
        out.printf(
            "%s%n",
            dead.judged() == null
                ? dead.violationClass() + ", of unknown time"
                : dead.violationClass() + ", judged " + dead.judged());
        line(out, "contract", Objects.requireNonNullElse(dead.header(SluiceHeaders.CONTRACT), "?"));
        line(out, "raw record", source(dead));
        line(out, "schema id", dead.schemaId() == null ? "none" : dead.schemaId().toString());
        line(out, "replayed", replayed(dead));
        if (dead.isSample()) {
          line(
              out, "sample", "the record passed, since its contract ran in shadow; not for replay");
        }
        if (dead.isTruncated()) {
          line(out, "note", "headers were shortened, so that the letter fits into its topic");
        }
      }
      case ForeignRecord foreign -> {
        out.printf("foreign, of %s%n", Instant.ofEpochMilli(record.timestamp()));
        line(out, "note", "no dead letter of Sluice's: " + foreign.why());
      }
    }
    switch (explainer.contents(letter)) {
      case Contents.Legible legible -> contents(letter, legible, out);
      case Contents.Shut(String why) -> shut(letter, why, out);
    }
  }

  private static void contents(Letter letter, Contents.Legible legible, PrintWriter out) {
    byte[] key = legible.record().key();
    line(out, "key", key != null && legible.keyHidden() ? HIDDEN : Shown.text(key));
    headers(
        "headers of the producer",
        legible.record(),
        Predicate.not(DeadLetter::isSluices),
        legible.restHidden(),
        out);
    headers("headers of Sluice", letter.record(), DeadLetter::isSluices, false, out);
    value(letter, legible, out);
  }

  /** What is sealed stays so; why the record is here is told all the same. */
  private static void shut(Letter letter, String why, PrintWriter out) {
    line(out, "sealed", why);
    if (letter.record().key() != null) {
      line(out, "key", Shown.text(letter.record().key()));
    }
    headers("headers of Sluice", letter.record(), DeadLetter::isSluices, false, out);
    out.println("  value, sealed");
    indented(ValueLines.of(violations(letter)), out);
  }

  private static void line(PrintWriter out, String name, String text) {
    out.printf("  %-10s  %s%n", name, text);
  }

  private static String source(DeadLetter letter) {
    String topic = letter.header(SluiceHeaders.STREAMS_TOPIC);
    return topic == null
        ? "unknown"
        : "%s-%s@%s, of %s"
            .formatted(
                topic,
                letter.header(SluiceHeaders.STREAMS_PARTITION),
                letter.header(SluiceHeaders.STREAMS_OFFSET),
                Instant.ofEpochMilli(letter.record().timestamp()));
  }

  private static String replayed(DeadLetter letter) {
    String count = letter.header(SluiceHeaders.REPLAY_COUNT);
    return count == null || count.equals("0") ? "never" : count + " times";
  }

  private static void headers(
      String title,
      ConsumerRecord<byte[], byte[]> record,
      Predicate<Header> which,
      boolean areHidden,
      PrintWriter out) {
    boolean isFirst = true;
    for (Header header : record.headers()) {
      if (which.test(header)) {
        if (isFirst) {
          out.printf("  %s%n", title);
        }
        isFirst = false;
        out.printf(
            "    %-30s  %s%n",
            Shown.text(header.key()), areHidden ? HIDDEN : Shown.text(header.value()));
      }
    }
  }

  private static List<Violation> violations(Letter letter) {
    return letter instanceof DeadLetter dead ? dead.violations() : List.of();
  }

  private static void value(Letter letter, Contents.Legible legible, PrintWriter out) {
    List<Violation> violations = violations(letter);
    switch (legible.value()) {
      case LetterValue.Absent absent -> {
        line(out, "value", "none, a tombstone");
        indented(ValueLines.of(violations), out);
      }
      case LetterValue.Decoded decoded -> {
        boolean isWhole = legible.cover().equals(Cover.NONE);
        out.printf(
            "  value, as it was written with %s%s%n",
            decoded.schemaName(), isWhole ? "" : ", masked (--clear shows it as it is)");
        indented(
            ValueLines.of(decoded.schema(), decoded.value(), legible.cover(), violations), out);
        if (decoded.rest() > 0) {
          out.printf("    and %,d bytes behind it%n", decoded.rest());
        }
      }
      case LetterValue.Undecoded(String why) -> {
        byte[] bytes = legible.record().value();
        out.printf("  value, %,d bytes that are not decoded: %s%n", bytes.length, why);
        indented(ValueLines.of(violations), out);
        indented(
            legible.restHidden()
                ? List.of("and so can't be masked; --clear shows them")
                : HexDump.of(bytes),
            out);
      }
    }
  }

  private static void indented(List<String> lines, PrintWriter out) {
    lines.forEach(line -> out.println("    " + line));
  }
}
