package io.sluice.cli.gate;

import io.sluice.cli.console.Json;
import io.sluice.engine.change.Change;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.SupportChannel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who is told of what was published: webhooks and files, by the contract's support channels. */
final class Subscribers {

  private static final Duration WITHIN = Duration.ofSeconds(10);
  private static final Pattern URL = Pattern.compile("https?://.+");

  @Option(
      names = "--notify",
      paramLabel = "[CHANNEL=]URL|FILE",
      split = "\\s+",
      defaultValue = "${env:SLUICE_NOTIFY}",
      description = {
        "Where to tell of changes and deprecations: a webhook, which gets JSON with a text, or a"
            + " file, to which lines of JSON are added; of contracts with that support channel, or"
            + " of all. Again for more; default the environment's SLUICE_NOTIFY, with spaces."
      })
  private @Nullable List<String> targets;

  /** Some could not be told. */
  static final class UntoldException extends Exception {
    private static final long serialVersionUID = 1;

    UntoldException(String message) {
      super(message);
    }
  }

  /** Whether anybody is to be told of anything. */
  boolean areNamed() {
    return targets != null && !targets.isEmpty();
  }

  /**
   * Tells each support channel of a contract.
   *
   * @param changes what was published
   * @return the channels that were told
   * @throws UntoldException where some could not be told; the others are
   */
  List<String> tell(Contract contract, List<Change> changes) throws UntoldException {
    List<String> told = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    for (SupportChannel support : contract.support()) {
      for (String target : of(support.channel())) {
        try {
          send(target, Json.line(notice(contract, support.channel(), changes)));
          told.add(support.channel());
        } catch (IOException e) {
          failed.add(support.channel());
        }
      }
    }
    if (!failed.isEmpty()) {
      throw new UntoldException(
          "%s is published, and could not be told to %s"
              .formatted(contract.coordinates(), String.join(", ", failed)));
    }
    return told;
  }

  private List<String> of(String channel) {
    List<String> its = new ArrayList<>();
    for (String target : targets == null ? List.<String>of() : targets) {
      int end = URL.matcher(target).matches() ? -1 : target.indexOf('=');
      if (end < 0) {
        its.add(target);
      } else if (target.substring(0, end).equals(channel)) {
        its.add(target.substring(end + 1));
      }
    }
    return its;
  }

  private static Map<String, Object> notice(
      Contract contract, String channel, List<Change> changes) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("text", text(contract, changes));
    json.put("channel", channel);
    json.put("contract", contract.id());
    json.put("version", contract.version().text());
    json.put("status", contract.status().word());
    json.put("changes", changes.stream().map(Json::of).toList());
    return json;
  }

  /** The key that chat tools show as it is. */
  private static String text(Contract contract, List<Change> changes) {
    StringBuilder text = new StringBuilder(contract.coordinates() + " is published");
    for (Change change : changes) {
      text.append("\n• ").append(change.consumer().word()).append(": ").append(change.message());
    }
    return text.toString();
  }

  private static void send(String target, String line) throws IOException {
    if (URL.matcher(target).matches()) {
      post(URI.create(target), line);
    } else {
      Files.writeString(
          Path.of(target), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private static void post(URI url, String line) throws IOException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(WITHIN).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .timeout(WITHIN)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(line))
              .build();
      HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
      if (answer.statusCode() / 100 != 2) {
        throw new IOException("answered " + answer.statusCode());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
