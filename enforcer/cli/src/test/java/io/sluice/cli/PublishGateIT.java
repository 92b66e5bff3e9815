package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.sluice.cli.console.ExitCode;
import io.sluice.sandbox.SharedSandbox;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be published to a real registry, by the shipped policy. */
class PublishGateIT {

  private static final Path ROOT = Path.of("../..");
  private static final Path ORDERS = Path.of("contracts/sales/order-events.odcs.yaml");
  private static final Path SCHEMA = Path.of("schemas/sales/OrderEvent.avsc");
  private static final Path POLICY = Path.of("contracts/policy.yaml");

  private final String id = SharedSandbox.uniqueName("gate.orders");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @BeforeEach
  void contractsOfItsOwn() throws IOException {
    for (Path file : List.of(ORDERS, SCHEMA, POLICY)) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.copy(ROOT.resolve(file), folder.resolve(file));
    }
    edit("sales.order-events", id);
  }

  private int sluice(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return SluiceCommand.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private int publish(String... options) {
    String[] args = new String[options.length + 4];
    args[0] = "publish";
    args[1] = "--registry";
    args[2] = SharedSandbox.get().registryUrl();
    args[3] = folder.resolve("contracts").toString();
    System.arraycopy(options, 0, args, 4, options.length);
    return sluice(args);
  }

  private void published() {
    assertThat(publish()).as(err.toString()).isEqualTo(ExitCode.FINE);
  }

  private void refused(String... texts) {
    assertThat(publish("--dry-run")).isEqualTo(ExitCode.FINDINGS);
    assertThat(err.toString()).contains(texts);
    assertThat(publish()).isEqualTo(ExitCode.FINDINGS);
    assertThat(err.toString()).contains(texts).endsWith("sluice: nothing was published\n");
    assertThat(out.toString()).isEmpty();
  }

  private void edit(String from, String to) throws IOException {
    edit(ORDERS, from, to);
  }

  private void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertThat(text).contains(from);
    Files.writeString(folder.resolve(file), text.replace(from, to));
  }

  private void renameOrderValue() throws IOException {
    edit("name: order_value", "name: order_total_usd");
    edit(SCHEMA, "\"order_value\"", "\"order_total_usd\"");
  }

  @Test
  void aRehearsalSaysWhatWouldBePublishedAndChangesNothing() {
    assertThat(publish("--dry-run")).as(err.toString()).isEqualTo(ExitCode.FINE);
    assertThat(out.toString())
        .isEqualTo("would publish %s:1.0.0 (schema version 1.0.0)\n".formatted(id));
    assertThat(publish("--dry-run", "--json")).isEqualTo(ExitCode.FINE);
    assertThat(out.toString()).contains("\"created\":false", "\"wouldCreate\":true");

    published();
    assertThat(out.toString()).startsWith("published ");
    published();
    assertThat(out.toString()).startsWith("unchanged ");
  }

  @Test
  void whatBreaksThePolicyIsRefusedAndTheRuleNamed() throws IOException {
    edit("      - {role: governance, who: data-governance, date: \"2026-06-03\"}\n", "");

    refused("[policy.approved]");
  }

  @Test
  void whatIsInForceNeedsApprovalsWhateverThePolicySays() throws IOException {
    Files.delete(folder.resolve(POLICY));
    edit("{role: governance, who: data-governance, date: \"2026-06-03\"}", "{role: governance}");

    refused(
        "an approval says role, who and date, such as 2026-06-01 [lifecycle.approval]",
        "what is active needs the approval of governance, in sluice.approvals");
  }

  @Test
  void aRenamedFieldIsRefusedAndTheRightWayIsANewMajorVersionBesideADeprecatedOne()
      throws IOException {
    published();
    String first = Files.readString(folder.resolve(ORDERS));
    renameOrderValue();
    edit("version: 1.0.0", "version: 1.1.0");

    refused(
        "order_value is gone and order_total_usd is new, a rename by all signs", "field.renamed");

    edit("version: 1.1.0", "version: 2.0.0");
    edit(id + ".v1", id + ".v2");
    edit("OrderEvent.avsc", "OrderEventV2.avsc");
    edit(
        "\ncustomProperties:\n",
        "\ncustomProperties:\n  - {property: sluice.rawTopic, value: raw.%s.v1}\n".formatted(id));
    Files.move(folder.resolve(SCHEMA), folder.resolve("schemas/sales/OrderEventV2.avsc"));
    Files.copy(ROOT.resolve(SCHEMA), folder.resolve(SCHEMA));
    Files.move(folder.resolve(ORDERS), folder.resolve("contracts/sales/order-events-v2.odcs.yaml"));
    Files.writeString(folder.resolve(ORDERS), first);
    edit("version: 1.0.0", "version: 1.1.0");
    edit("status: active", "status: deprecated");

    refused("[lifecycle.sunset]");

    edit(
        "slaProperties:\n",
        "slaProperties:\n  - {id: end, property: endOfLife, value: \"2199-06-30\"}\n");
    refused("a newer major version is published: name it in sluice.replacedBy");

    edit(
        "\ncustomProperties:\n",
        "\ncustomProperties:\n  - {property: sluice.replacedBy, value: \"%s:2.0.0\"}\n"
            .formatted(id));
    published();
    assertThat(out.toString())
        .contains("published " + id + ":2.0.0", "published " + id + ":1.1.0")
        .contains("the contract is deprecated, and was active: it will end");
    assertThat(sluice("lint", folder.resolve(ORDERS).toString())).isEqualTo(ExitCode.FINE);
    assertThat(out.toString())
        .contains(
            "the contract is deprecated; endOfLife is 2199-06-30, and " + id + ":2.0.0 takes");
  }

  @Test
  void aChangeOfMeaningWithTheSameSchemaIsAWarningThatConsumersAreTold() throws Exception {
    published();
    edit("version: 1.0.0", "version: 1.1.0");
    edit("Total value of the order, the sum of its lines.", "Value of the order less discounts.");
    Path letters = folder.resolve("notices.ndjson");

    assertThat(publish("--notify", letters.toString())).as(err.toString()).isEqualTo(ExitCode.FINE);

    assertThat(out.toString()).contains("[field.descriptionChanged]");
    JsonNode notice = new ObjectMapper().readTree(Files.readString(letters));
    assertThat(notice.path("channel").asText()).isEqualTo("#orders-data");
    assertThat(notice.path("changes").path(0).path("path").asText()).isEqualTo("order_value");
    assertThat(publish("--notify", letters.toString())).isEqualTo(ExitCode.FINE);
    assertThat(Files.readAllLines(letters)).hasSize(1);
  }

  @Test
  void aSupportChannelIsToldByItsWebhookAndOthersAreNot() throws Exception {
    List<String> bodies = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          bodies.add(
              exchange.getRequestURI()
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().equals("/broken") ? 500 : 200, -1);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://localhost:" + server.getAddress().getPort();
      published();
      edit("version: 1.0.0", "version: 1.1.0");
      edit("Stock keeping unit.", "Stock keeping unit of the catalogue.");
      assertThat(publish("--notify", "#orders-data=" + url + "/o", "--notify", "#x=" + url + "/x"))
          .isEqualTo(ExitCode.FINE);
      assertThat(bodies)
          .singleElement()
          .asString()
          .startsWith("/o{\"text\":\"" + id + ":1.1.0 is published\\n• warning: ");

      edit("version: 1.1.0", "version: 1.2.0");
      edit("Stock keeping unit of the catalogue.", "Stock keeping unit of the shop.");
      assertThat(publish("--notify", url + "/broken")).isEqualTo(ExitCode.INFRASTRUCTURE);
      assertThat(err.toString())
          .contains(id + ":1.2.0 is published, and could not be told to #orders-data");

      bodies.clear();
      assertThat(publish("--notify", url + "/mended")).isEqualTo(ExitCode.FINE);
      assertThat(out.toString()).startsWith("unchanged ");
      assertThat(bodies)
          .as("what could not be told is told by the next run")
          .singleElement()
          .asString()
          .startsWith("/mended{\"text\":\"" + id + ":1.2.0 is published\\n• warning: ");
      assertThat(publish("--notify", url + "/mended")).isEqualTo(ExitCode.FINE);
      assertThat(bodies).as("once").hasSize(1);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatIsAgreedToIsPublishedInTheSameMajorVersion() throws IOException {
    published();
    edit("version: 1.0.0", "version: 1.1.0");
    edit("maximum: 100000", "maximum: 200000");
    refused("[constraint.widened]");
    Path agreed = folder.resolve("agreed.yaml");
    Files.writeString(
        agreed,
        """
        ignore:
          - {change: constraint.widened, path: order_value.maximum, reason: companies, until: 2199-12-31}
          - {change: version.majorNotRaised, path: version, reason: companies, until: 2199-12-31}
        """);

    assertThat(publish("--ignore", agreed.toString())).as(err.toString()).isEqualTo(ExitCode.FINE);
  }

  @Test
  void anOlderVersionPublishedAgainIsUnchangedWhateverCameAfterIt() throws IOException {
    published();
    String first = Files.readString(folder.resolve(ORDERS));
    edit("version: 1.0.0", "version: 1.1.0");
    edit("Stock keeping unit.", "Stock keeping unit of the catalogue.");
    published();
    Files.writeString(folder.resolve(ORDERS), first);

    published();
    assertThat(out.toString()).startsWith("unchanged " + id + ":1.0.0");
  }

  @Test
  void whatTheRegistryRefusesOfOneContractLeavesTheOthersUnpublishedToo() throws IOException {
    published();
    edit("Stock keeping unit.", "Stock keeping unit of the catalogue.");
    Path other = folder.resolve("contracts/a-first.odcs.yaml");
    Files.writeString(
        other,
        Files.readString(folder.resolve(ORDERS))
            .replace(id, id + ".first")
            .replace("../../schemas", "../schemas"));

    assertThat(publish()).isEqualTo(ExitCode.FINDINGS);
    assertThat(err.toString()).contains(id + ":1.0.0 is registered with other content");
    assertThat(out.toString()).isEmpty();
    Files.delete(folder.resolve(ORDERS));
    assertThat(publish("--dry-run")).isEqualTo(ExitCode.FINE);
    assertThat(out.toString()).startsWith("would publish " + id + ".first:1.0.0");
  }

  // ---- the features of a model

  private static final Path CHURN = Path.of("src/test/resources/churn");
  private static final Path USAGE = Path.of("contracts/sales/order-events.odcs.yaml");

  private void aContractOfAModelsFeatures() throws IOException {
    Files.writeString(
        folder.resolve(USAGE),
        Files.readString(CHURN.resolve("usage-logs.odcs.yaml"))
            .replace("churn.usage-logs", id)
            .replace("UsageLog.avsc", "../../schemas/sales/OrderEvent.avsc"));
    Files.writeString(folder.resolve(SCHEMA), Files.readString(CHURN.resolve("UsageLog.avsc")));
    published();
  }

  @Test
  void aFieldThatIsRenamedAndRetypedIsRefusedAsBoth() throws IOException {
    aContractOfAModelsFeatures();
    edit(USAGE, "version: 1.0.0", "version: 1.1.0");
    edit(
        USAGE,
        "name: last_login_date\n        logicalType: date",
        "name: last_activity_ts\n        logicalType: timestamp");
    edit(
        SCHEMA,
        "{\"name\": \"last_login_date\", \"type\": {\"type\": \"int\", \"logicalType\": \"date\"}}",
        "{\"name\": \"last_activity_ts\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}}");

    refused("last_login_date is gone and last_activity_ts is new", "[field.renamed]");
  }

  @Test
  void aFeatureThatIsCalculatedOtherwiseIsAFindingForConsumersThoughEveryByteIsAsBefore()
      throws IOException {
    aContractOfAModelsFeatures();
    edit(USAGE, "version: 1.0.0", "version: 1.1.0");
    edit(USAGE, "before discounts and taxes", "after discounts and before taxes");
    published();
    assertThat(out.toString()).contains("warning monthly_charges", "[field.descriptionChanged]");

    edit(USAGE, "version: 1.1.0", "version: 1.2.0");
    edit(
        USAGE,
        "description: Charges of the month so far, after",
        "transformLogic: sum(charges) - sum(discounts)\n        description: Charges of the month so far, after");
    refused("[field.calculationChanged]");
  }
}
