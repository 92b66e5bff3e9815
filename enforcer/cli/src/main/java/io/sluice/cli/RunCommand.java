package io.sluice.cli;

import io.sluice.cli.console.ExitCode;
import io.sluice.service.SluiceService;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The service, against a real cluster. */
@Command(
    name = "run",
    description = {
      "Runs the service against a real cluster: a pipeline for each contract it is given.",
      "Settings come from a file and from the environment (docs/settings.md); an unknown or illegal"
          + " one stops the start. Ends on SIGTERM or Ctrl-C, after what is under way is committed.",
      ""
    })
final class RunCommand implements Callable<Integer> {

  @Option(names = "--config", paramLabel = "FILE", description = "A YAML file with settings.")
  private @Nullable Path config;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    SluiceService service = SluiceService.start(config, Map.of());
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  service.close();
                  ended.countDown();
                },
                "run-stop"));
    PrintWriter out = spec.commandLine().getOut();
    out.println("sluice: listening on " + service.url());
    out.flush();
    ended.await();
    return ExitCode.FINE;
  }
}
