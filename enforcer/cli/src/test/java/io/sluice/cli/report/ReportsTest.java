package io.sluice.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.sluice.engine.change.Change;
import io.sluice.engine.change.ChangeKind;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports are what others have specified: held against their schema, and read by their readers. */
class ReportsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Location NOW = new Location("contracts/ä b/orders.odcs.yaml", 12, 5);
  private static final Location BEFORE = new Location("main:contracts/orders.odcs.yaml", 11, 5);

  private static final Notice RENAMED =
      Notice.of(
          new Change(
              ChangeKind.FIELD_RENAMED,
              "sales.orders",
              "total",
              ChangeKind.FIELD_RENAMED.consumer(),
              ChangeKind.FIELD_RENAMED.producer(),
              BEFORE,
              NOW,
              "value <is> gone, & total: 100 % new\nrenamed?\u0007"),
          true);

  private static final Notice WARNED =
      Notice.of(Finding.warning("odcs.status", NOW, "a word of your own"), false);

  private static final Report REPORT =
      new Report(
          "diff", List.of("sales.orders", "sales.returns", NOW.file()), List.of(RENAMED, WARNED));

  @TempDir private Path folder;

  private static JsonSchema sarifSchema() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            ReportsTest.class.getResourceAsStream("/sarif/sarif-2.1.0-rtm.5.json"))) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(in);
    }
  }

  @Test
  void sarifIsWhatItsSchemaSays() throws IOException {
    JsonNode document = JSON.valueToTree(Sarif.document(REPORT));

    assertThat(sarifSchema().validate(document)).isEmpty();
    assertThat(
            sarifSchema()
                .validate(
                    JSON.valueToTree(Sarif.document(new Report("lint", List.of(), List.of())))))
        .isEmpty();
    assertThat(sarifSchema().validate(JSON.readTree("{\"version\": \"2.1.0\"}"))).isNotEmpty();
  }

  @Test
  void sarifNamesBothPlacesOfAChange() {
    JsonNode result = JSON.valueToTree(Sarif.document(REPORT)).at("/runs/0/results/0");

    assertThat(result.path("ruleId").asText()).isEqualTo("field.renamed");
    assertThat(result.path("level").asText()).isEqualTo("error");
    JsonNode place = result.at("/locations/0/physicalLocation");
    assertThat(place.at("/artifactLocation/uri").asText())
        .isEqualTo("contracts/%C3%A4%20b/orders.odcs.yaml");
    assertThat(place.at("/region/startLine").asInt()).isEqualTo(12);
    assertThat(result.at("/relatedLocations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("./main:contracts/orders.odcs.yaml");
  }

  @Test
  void junitIsReadByTheReaderOfSurefire() throws Exception {
    Path file = Files.writeString(folder.resolve("TEST-sluice.xml"), JUnit.render(REPORT));

    List<ReportTestSuite> suites =
        List.copyOf(new TestSuiteXmlParser(new NullConsoleLogger()).parse(file.toString()));

    assertThat(suites)
        .extracting(ReportTestSuite::getFullClassName)
        .containsExactlyElementsOf(REPORT.subjects());
    assertThat(suites).extracting(ReportTestSuite::getNumberOfTests).containsExactly(1, 1, 1);
    assertThat(suites).extracting(ReportTestSuite::getNumberOfFailures).containsExactly(1, 0, 0);
    ReportTestCase failed = suites.getFirst().getTestCases().getFirst();
    assertThat(failed.hasFailure()).isTrue();
    assertThat(failed.getFailureType()).isEqualTo("field.renamed");
    assertThat(failed.getFailureMessage()).contains("value <is> gone, & total: 100 % new");
    assertThat(failed.getName()).isEqualTo("field.renamed at " + NOW);
  }

  @Test
  void annotationsOfGitHubHaveFileAndLineAndStayOnOneLine() {
    assertThat(GitHubAnnotations.render(REPORT).lines())
        .containsExactly(
            "::error file=contracts/ä b/orders.odcs.yaml,line=12,col=5,title=sluice diff%3A"
                + " field.renamed::value <is> gone, & total: 100 %25 new%0Arenamed?\u0007"
                + " (consumers: breaking, producers: breaking)%0Ainstead: add the new name beside"
                + " the old one, and drop the old one in a new major version",
            "::warning file=contracts/ä b/orders.odcs.yaml,line=12,col=5,title=sluice diff%3A"
                + " odcs.status::a word of your own");
  }
}
