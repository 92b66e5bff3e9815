package io.sluice.cli.oncall;

import io.sluice.cli.console.ClusterOptions;
import io.sluice.cli.console.ExitCode;
import io.sluice.cli.console.Json;
import io.sluice.cli.console.OutputFormat;
import io.sluice.cli.console.Ownership;
import io.sluice.cli.console.Progress;
import io.sluice.cli.console.RegistryOptions;
import io.sluice.cli.letter.DeadLetter;
import io.sluice.cli.letter.Extent;
import io.sluice.cli.letter.Letter;
import io.sluice.cli.letter.LetterFilter;
import io.sluice.cli.letter.LetterPicker;
import io.sluice.cli.letter.explain.Explainer;
import io.sluice.cli.letter.explain.LetterJson;
import io.sluice.cli.letter.explain.LetterPrinter;
import io.sluice.cli.oncall.LetterDesk.Topic;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.letter.LetterOpener;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains letters one by one. */
@Command(
    name = "show",
    description = {
      "Prints dead letters: where the raw record stands, headers, and the decoded value with each"
          + " violation beside the field it concerns.",
      "Letters of contracts with personal data are sealed: with the keyset of letters they are opened,"
          + " and shown as the contract masks them. Other values are printed as they are in the topic.",
      "Reads committed letters up to where the topic ends now, in no consumer group.",
      ""
    })
final class DlqShowCommand implements Callable<Integer> {

  /** Letters are put in order before they are printed, and so held in memory. */
  private static final int MOST = 1_000;

  @Parameters(
      index = "0",
      paramLabel = "CONTRACT|TOPIC",
      description = "A contract's id (ID:1: its major version 1), or a dead-letter topic.")
  private String name = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "10",
      description = "So many letters at most, up to 1000; default ${DEFAULT-VALUE}.")
  private int limit;

  @Option(names = "--newest", description = "The newest letters, newest first, not the oldest.")
  private boolean newest;

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description =
          "The keyset that opens sealed letters. Default: sluice.keys.letters of --config, or the"
              + " environment's SLUICE_KEYS_LETTERS.")
  private @Nullable String keys;

  @Option(
      names = "--clear",
      description = "Personal data as it is, and bytes that do not decode; think who looks on.")
  private boolean isClear;

  @Mixin private LetterFilterOptions filters = new LetterFilterOptions();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private RegistryOptions registry = new RegistryOptions();

  @Mixin private OutputFormat format = new OutputFormat();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (limit < 1 || limit > MOST) {
      throw new ParameterException(
          spec.commandLine(), "--limit must lie between 1 and %d".formatted(MOST));
    }
    LetterFilter filter = filters.filter(Instant.now());
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (LetterDesk desk = LetterDesk.open(cluster, registry, err)) {
      Topic topic = desk.topic(name);
      LetterOpener opener = desk.opener(keys);
      List<Letter> letters = pick(desk, topic, filter.opening(opener), err);
      CompiledContract owner = owner(desk, topic, letters);
      Explainer explainer = new Explainer(desk.book(), opener, owner, isClear);
      if (format.isJson()) {
        LetterJson json = new LetterJson(explainer);
        letters.forEach(letter -> out.println(Json.line(json.of(letter))));
      } else {
        print(topic, owner, letters, new LetterPrinter(explainer), out);
      }
      out.flush();
      return exitCode(explainer, err);
    }
  }

  private static int exitCode(Explainer explainer, PrintWriter err) {
    if (explainer.unsound() > 0) {
      err.printf(
          "sluice: %d of these letters were changed or moved after they were sealed%n",
          explainer.unsound());
      return ExitCode.FINDINGS;
    }
    if (explainer.locked() > 0) {
      err.printf(
          "sluice: the keyset lacks the keys of %d of these letters; use the one that the service had when it wrote them, or a later one that keeps its keys%n",
          explainer.locked());
      return ExitCode.BAD_INPUT;
    }
    return ExitCode.FINE;
  }

  private List<Letter> pick(LetterDesk desk, Topic topic, LetterFilter filter, PrintWriter err) {
    Extent extent = desk.narrowed(topic, filter);
    try (Progress progress = Progress.of(err, "letters read")) {
      LetterPicker picker = new LetterPicker(desk.reader(), filter, limit, progress::step);
      return newest ? picker.newest(extent) : picker.first(extent);
    }
  }

  private static @Nullable CompiledContract owner(
      LetterDesk desk, Topic topic, List<Letter> letters) {
    String coordinates =
        letters.stream()
            .map(l -> l instanceof DeadLetter dead ? dead.contract() : null)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return desk.contract(topic, coordinates).orElse(null);
  }

  private static void print(
      Topic topic,
      @Nullable CompiledContract owner,
      List<Letter> letters,
      LetterPrinter printer,
      PrintWriter out) {
    if (letters.isEmpty()) {
      out.println("no such letter in " + topic.name());
      return;
    }
    if (owner != null) {
      out.println("owner    " + Ownership.owner(owner.contract()));
      out.println("support  " + Ownership.support(owner.contract()));
      out.println();
    }
    boolean isFirst = true;
    for (Letter letter : letters) {
      if (!isFirst) {
        out.println();
      }
      isFirst = false;
      printer.print(letter, out);
    }
  }
}
