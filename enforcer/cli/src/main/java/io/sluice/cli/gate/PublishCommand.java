package io.sluice.cli.gate;

import io.sluice.cli.console.CommandException;
import io.sluice.cli.console.ContractPaths;
import io.sluice.cli.console.ExitCode;
import io.sluice.cli.console.Json;
import io.sluice.cli.console.OutputFormat;
import io.sluice.cli.console.RegistryOptions;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.change.Change;
import io.sluice.engine.change.ChangeRenderer;
import io.sluice.engine.change.Exemptions;
import io.sluice.engine.change.Impact;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.FindingRenderer;
import io.sluice.pipeline.registry.Publication;
import io.sluice.pipeline.registry.PublicationRefusedException;
import io.sluice.pipeline.registry.RegistryUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Registers contracts, each with its schema, unless something stands against it. */
@Command(
    name = "publish",
    description = {
      "Registers contracts, each with its Avro schema, from where the enforcer takes them.",
      "Nothing is registered where one has an error, breaks the policy, or breaks whom it was"
          + " published to without a new major version. Publishing again changes nothing.",
      ""
    })
public final class PublishCommand implements Callable<Integer> {

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Contract files, or folders.")
  private List<Path> paths = List.of();

  @Option(
      names = "--dry-run",
      description = "Judges the same, says what would be published, and changes nothing.")
  private boolean rehearses;

  @Mixin private Policies policies = new Policies();

  @Mixin private AgreedChanges agreed = new AgreedChanges();

  @Mixin private Subscribers subscribers = new Subscribers();

  @Mixin private RegistryOptions registry = new RegistryOptions();

  @Mixin private OutputFormat format = new OutputFormat();

  @Spec private CommandSpec spec;

  private final Instant now = Instant.now();
  private final LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
  private final Map<String, String> texts = new HashMap<>();

  @Override
  public Integer call() throws IOException {
    List<ContractFile> files = ContractPaths.read(paths);
    Exemptions exemptions = agreed.read(texts);
    if (!isSound(files)) {
      return refused();
    }
    try (RegisteredContracts registered = new RegisteredContracts(registry.settings())) {
      List<Candidate> candidates = new ArrayList<>();
      for (ContractFile file : inOrder(files)) {
        Candidate candidate = Candidate.of(file, files, registered, today);
        texts.putAll(candidate.texts());
        candidates.add(candidate);
      }
      return mayReplace(candidates, exemptions) ? publish(candidates, registered) : refused();
    } catch (PublicationRefusedException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("sluice: " + e.getMessage());
      err.flush();
      return ExitCode.FINDINGS;
    } catch (RegistryUnavailableException e) {
      throw CommandException.infrastructure(String.valueOf(e.getMessage()));
    }
  }

  private int refused() {
    PrintWriter err = spec.commandLine().getErr();
    err.println("sluice: nothing was published");
    err.flush();
    return ExitCode.FINDINGS;
  }

  /** A new major version first: the old one may name it as what replaces it. */
  private static List<ContractFile> inOrder(List<ContractFile> files) {
    return files.stream()
        .sorted(
            Comparator.comparingInt(
                (ContractFile file) -> -file.contract().orElseThrow().version().major()))
        .toList();
  }

  // ---- what stands against it

  /** Whether no contract has an error, by itself or by its policy. */
  private boolean isSound(List<ContractFile> files) throws IOException {
    List<Finding> errors = new ArrayList<>();
    for (ContractFile file : files) {
      texts.put(file.name(), file.text());
      policies.judged(file, now).stream().filter(Finding::isError).forEach(errors::add);
    }
    printErrors(errors);
    return errors.isEmpty();
  }

  private void printErrors(List<Finding> errors) {
    if (!errors.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.print(new FindingRenderer(texts).render(errors));
      err.flush();
    }
  }

  /** Whether each may take the place of what is published, and may be in the status it has. */
  private boolean mayReplace(List<Candidate> candidates, Exemptions exemptions) {
    List<Finding> errors = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (Candidate candidate : candidates) {
      candidate.findings().stream().filter(Finding::isError).forEach(errors::add);
      changes.addAll(candidate.changes());
    }
    printErrors(errors);
    Exemptions.Judged judged = exemptions.judge(changes, today);
    boolean breaks = judged.worst() == Impact.BREAKING;
    if (breaks) {
      PrintWriter err = spec.commandLine().getErr();
      err.print(new ChangeRenderer(texts).render(judged));
      err.flush();
    }
    return errors.isEmpty() && !breaks;
  }

  // ---- publishing

  private int publish(List<Candidate> candidates, RegisteredContracts registered)
      throws RegistryUnavailableException, PublicationRefusedException {
    // All of them first: what the registry refuses of the last is not to leave the first published.
    for (Candidate candidate : candidates) {
      Publication publication = registered.publisher().rehearse(candidate.file());
      if (rehearses) {
        print(candidate, publication);
      }
    }
    boolean isTold = true;
    for (Candidate candidate : rehearses ? List.<Candidate>of() : candidates) {
      Publication publication =
          registered
              .publisher()
              .publish(
                  candidate.file(),
                  candidate.judged(),
                  subscribers.areNamed() && !candidate.changes().isEmpty());
      print(candidate, publication);
      isTold &= !publication.owesNotice() || !subscribers.areNamed() || tell(candidate, registered);
    }
    return isTold ? ExitCode.FINE : ExitCode.INFRASTRUCTURE;
  }

  /**
   * Whether all who asked for it were told of the changes; where not, whoever publishes next tries
   * again.
   */
  private boolean tell(Candidate candidate, RegisteredContracts registered)
      throws RegistryUnavailableException, PublicationRefusedException {
    try {
      subscribers.tell(candidate.contract(), candidate.toBeTold(registered, today));
      registered.publisher().told(candidate.file());
      return true;
    } catch (Subscribers.UntoldException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("sluice: " + e.getMessage());
      err.flush();
      return false;
    }
  }

  private void print(Candidate candidate, Publication publication) {
    PrintWriter out = spec.commandLine().getOut();
    if (format.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("contract", publication.contract());
      json.put("schemaVersion", publication.schemaVersion());
      json.put("created", publication.created() && !rehearses);
      if (rehearses) {
        json.put("wouldCreate", publication.created());
      }
      json.put("changes", candidate.changes().stream().map(Json::of).toList());
      out.println(Json.line(json));
    } else {
      out.printf(
          "%-9s %s (schema version %s)%n",
          !publication.created() ? "unchanged" : rehearses ? "would publish" : "published",
          publication.contract(),
          publication.schemaVersion());
      for (Change change : candidate.changes()) {
        out.printf("  %s %s [%s]%n", change.impact().word(), change.message(), change.id());
      }
    }
    out.flush();
  }
}
