package io.sluice.engine.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.engine.profile.Proposals;
import io.sluice.engine.profile.SampleProfile;
import io.sluice.engine.sample.RecordReader;
import io.sluice.engine.sample.SampleJudge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is drafted from real data, compared as a whole with what somebody read and accepted. With
 * {@code -Dgolden.update=true} the drafts are written, to be read again.
 */
class DraftsOfRealDataTest {

  private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
  private static final Path GOLDEN = Path.of("src/test/resources/drafts");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"earthquakes.ndjson, Earthquake", "flights.ndjson, Flight"})
  void whatShipsGivesAContractThatItKeeps(String file, String record) throws IOException {
    draft(REPOSITORY.resolve("data").resolve(file), record);
  }

  @ParameterizedTest
  @CsvSource({
    "customer-master.ndjson, Customer",
    "billing.ndjson, Bill",
    "vessel-tracking.ndjson, Vessel",
    "sales-transactions.ndjson, Sale"
  })
  void aFewRecordsGiveAContractThatTheyKeep(String file, String record) throws IOException {
    judge(
        drafted(REPOSITORY.resolve("data").resolve(file), record),
        REPOSITORY.resolve("data").resolve(file));
  }

  @Test
  void customersOfATelephoneCompanyKeepTheirDraft() throws IOException {
    draft(notShipped("telco-customer-churn.csv"), "TelcoCustomer");
  }

  @Test
  void flightsAsTheyArePublishedKeepTheirDraft() throws IOException {
    draft(notShipped("us-flights-20k.json"), "PublishedFlight");
  }

  @Test
  void featuresOfGeoJsonKeepTheirDraft() throws IOException {
    JsonNode feed =
        JsonMapper.builder().build().readTree(notShipped("usgs-earthquakes-week.json").toFile());
    Path features = folder.resolve("features.ndjson");
    List<String> lines =
        StreamSupport.stream(feed.get("features").spliterator(), false)
            .map(JsonNode::toString)
            .toList();
    Files.write(features, lines);

    draft(features, "Feature");
  }

  private static Path notShipped(String name) {
    Path file = REPOSITORY.resolveSibling("shared/data").resolve(name);
    assumeTrue(Files.exists(file), "skipped: there is no " + file);
    return file;
  }

  private void draft(Path sample, String record) throws IOException {
    ContractDraft draft = drafted(sample, record);
    judge(draft, sample);
    golden(record + ".odcs.yaml", draft.text());
    golden(record + ".avsc", draft.schemaText());
    golden(record + ".untold.txt", String.join("\n", draft.proposals().untold()) + "\n");
  }

  private static ContractDraft drafted(Path sample, String record) throws IOException {
    SampleProfile profile = SampleProfile.of(sample, RecordReader.format(sample), count -> {});
    return ContractDraft.of(Proposals.of(profile, record, ""));
  }

  private static void judge(ContractDraft draft, Path sample) throws IOException {
    ContractFile contract = ContractFile.of("draft", draft.text(), url -> draft.schemaText());
    assertThat(contract.findings()).as(draft.text()).isEmpty();
    new SampleJudge(contract.compile())
        .judge(
            sample,
            judged ->
                assertThat(judged.verdict().violations()).as("%d", judged.number()).isEmpty());
  }

  private static void golden(String name, String text) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }
}
