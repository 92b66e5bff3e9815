package io.sluice.cli.gate;

import io.sluice.cli.console.CommandException;
import io.sluice.cli.console.ContractPaths;
import io.sluice.cli.console.ExitCode;
import io.sluice.cli.console.Json;
import io.sluice.cli.console.RegistryOptions;
import io.sluice.cli.console.ReportFormat;
import io.sluice.cli.report.Notice;
import io.sluice.cli.report.Report;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.change.Change;
import io.sluice.engine.change.ChangeRenderer;
import io.sluice.engine.change.Changes;
import io.sluice.engine.change.Exemptions;
import io.sluice.engine.change.Impact;
import io.sluice.engine.change.Revision;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.FindingRenderer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what changed between contracts, and whom it breaks. */
@Command(
    name = "diff",
    description = {
      "Says what changed between contracts, whom it breaks, and what to do instead.",
      "diff OLD NEW compares two files, or two folders; diff --against git:REV PATH… and diff"
          + " --against registry PATH… compare with what was.",
      ""
    })
public final class DiffCommand implements Callable<Integer> {

  /** From which impact on a change fails. */
  enum FailOn {
    BREAKING,
    WARNING,
    INFO,
    NEVER;

    boolean fails(Impact impact) {
      return switch (this) {
        case BREAKING -> impact == Impact.BREAKING;
        case WARNING -> impact.isAtLeast(Impact.WARNING);
        case INFO -> true;
        case NEVER -> false;
      };
    }
  }

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "OLD and NEW; with --against the contract files, or folders, as they are now.")
  private List<Path> paths = List.of();

  @Option(
      names = "--against",
      paramLabel = "git:REV|registry",
      description = "Compare with a revision of git, or with what is registered.")
  private @Nullable String against;

  @Option(
      names = "--fail-on",
      paramLabel = "breaking|warning|info|never",
      defaultValue = "breaking",
      description = "From what on changes end with exit code 1; default ${DEFAULT-VALUE}.")
  private FailOn failOn = FailOn.BREAKING;

  @Mixin private AgreedChanges agreed = new AgreedChanges();

  @Mixin private RegistryOptions registry = new RegistryOptions();

  @Mixin private ReportFormat format = new ReportFormat();

  @Spec private CommandSpec spec;

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  /** The texts that changes point into. */
  private final Map<String, String> texts = new LinkedHashMap<>();

  private final Set<String> contracts = new LinkedHashSet<>();

  @Override
  public Integer call() throws IOException {
    Exemptions exemptions = agreed.read(texts);
    List<Change> changes = against == null ? betweenTwo() : against(against);
    Exemptions.Judged judged = exemptions.judge(changes, today);
    PrintWriter out = spec.commandLine().getOut();
    print(judged, out);
    out.flush();
    boolean fails =
        judged.changes().stream().anyMatch(change -> failOn.fails(change.impact()))
            || judged.findings().stream().anyMatch(this::fails);
    return fails ? ExitCode.FINDINGS : ExitCode.FINE;
  }

  private boolean fails(Finding finding) {
    return switch (finding.severity()) {
      case ERROR -> failOn.fails(Impact.BREAKING);
      case WARNING -> failOn.fails(Impact.WARNING);
      case INFO -> false;
    };
  }

  // ---- what is compared

  private List<Change> betweenTwo() throws IOException {
    if (paths.size() != 2) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "name OLD and NEW, or what to compare with by --against");
    }
    Path before = paths.getFirst();
    Path after = paths.getLast();
    if (Files.isDirectory(before) != Files.isDirectory(after)) {
      throw CommandException.badInput("compare two files, or two folders");
    }
    List<Revision> was = revisions(ContractPaths.read(List.of(before)));
    List<Revision> now = revisions(ContractPaths.read(List.of(after)));
    return Files.isDirectory(after)
        ? Changes.between(was, now, today)
        : Changes.between(was.getFirst(), now.getFirst(), today);
  }

  private List<Change> against(String what) throws IOException {
    if (what.startsWith("git:") && what.length() > "git:".length()) {
      return againstGit(what.substring("git:".length()));
    } else if (what.equals("registry")) {
      return againstRegistry();
    }
    throw new CommandLine.ParameterException(
        spec.commandLine(), "--against takes git:REV, such as git:main, or registry");
  }

  private List<Change> againstGit(String name) throws IOException {
    List<Change> changes = new ArrayList<>();
    for (Path path : paths) {
      List<Revision> now = revisions(ContractPaths.read(List.of(path)));
      List<Revision> was = revisions(GitRevision.of(path, name).contracts(path));
      changes.addAll(
          Files.isDirectory(path)
              ? Changes.between(was, now, today)
              : Changes.since(was.stream().findFirst(), now.getFirst(), today));
    }
    return changes;
  }

  private List<Change> againstRegistry() throws IOException {
    List<Change> changes = new ArrayList<>();
    List<Revision> now = revisions(ContractPaths.read(paths));
    try (RegisteredContracts registered = new RegisteredContracts(registry.settings())) {
      for (Revision revision : now) {
        Optional<ContractFile> file = registered.before(revision.contract());
        Optional<Revision> was =
            file.isEmpty() ? Optional.empty() : revisions(List.of(file.get())).stream().findFirst();
        changes.addAll(Changes.since(was, revision, today));
      }
    }
    return changes;
  }

  private List<Revision> revisions(List<ContractFile> files) {
    List<Revision> revisions = new ArrayList<>();
    for (ContractFile file : files) {
      Revision revision = Revision.of(file).orElseThrow(() -> unreadable(file));
      texts.putAll(revision.texts());
      revisions.add(revision);
    }
    revisions.forEach(revision -> contracts.add(revision.contract().id()));
    return revisions;
  }

  private CommandException unreadable(ContractFile file) {
    List<Finding> errors = file.findings().stream().filter(Finding::isError).toList();
    PrintWriter err = spec.commandLine().getErr();
    err.print(new FindingRenderer(Map.of(file.name(), file.text())).render(errors));
    err.flush();
    return CommandException.badInput(
        file.name() + " can't be read, so nobody can say what changed");
  }

  // ---- what is printed

  private void print(Exemptions.Judged judged, PrintWriter out) {
    if (format.isText()) {
      out.print(new ChangeRenderer(texts).render(judged));
    } else if (format.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("contracts", contracts.size());
      json.put("changes", judged.changes().stream().map(Json::of).toList());
      json.put("exempted", judged.exempted().stream().map(Json::of).toList());
      json.put("findings", judged.findings().stream().map(Json::of).toList());
      out.println(Json.line(json));
    } else {
      format.print(report(judged), out);
    }
  }

  private Report report(Exemptions.Judged judged) {
    List<Notice> notices = new ArrayList<>();
    judged
        .changes()
        .forEach(change -> notices.add(Notice.of(change, failOn.fails(change.impact()))));
    judged.findings().forEach(finding -> notices.add(Notice.of(finding, fails(finding))));
    Set<String> subjects = new LinkedHashSet<>(contracts);
    notices.forEach(notice -> subjects.add(notice.subject()));
    return new Report("diff", List.copyOf(subjects), notices);
  }
}
