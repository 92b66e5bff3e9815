package io.sluice.cli.stage;

import io.sluice.cli.console.CommandException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads the service's own counters, as Prometheus would. */
public final class ServiceCounters {

  private ServiceCounters() {}

  /** How many raw records of a contract the service has judged and committed. */
  public static long consumed(String serviceUrl, String contract) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(serviceUrl + "/prometheus"))
            .timeout(Duration.ofSeconds(10))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String page = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return Pattern.compile(
              "^sluice_records_total\\{contract=\"" + Pattern.quote(contract) + "\",.*} (\\S+)$",
              Pattern.MULTILINE)
          .matcher(page)
          .results()
          .map(MatchResult::group)
          .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      throw CommandException.infrastructure("the service's counters can't be read: " + e);
    }
  }
}
