package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.stage.Shipped;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.sample.JudgedSample;
import io.sluice.engine.sample.SampleJudge;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.sandbox.sample.Dataset;
import io.sluice.sandbox.sample.SampleRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the made-up producers send, judged by their contracts as {@code test} judges it. */
class ShippedSamplesTest {

  private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          wells        | 33643 | 476 | choke_size.maximum 34, hours_on_stream.maximum 68, no-volumes-without-hours 68, prod_vol.maximum 68, production_date.minimum 34, reported-after-the-day 34, shut-in-for-most-of-the-day 34, tubing_head_pressure.minimum 34, water_vol.minimum 34, well_id.pattern 68 |
          sensors      | 10030 | 100 | not-from-the-future 10, sensor_id.pattern 20, sequence.minimum 10, unit-of-quantity 20, value-unless-bad 20, value-within-the-instrument 20 |
          vessels      | 10050 | 160 | course_over_ground.exclusiveMaximum 10, flag.pattern 10, imo-check-digit 20, latitude.maximum 30, longitude.maximum 20, mmsi.minimum 20, not-from-the-future 10, received-after-positioned 10, speed_over_ground.maximum 20, true_heading.maximum 10 | still-while-at-anchor 40
          equipment    | 10020 |  90 | a-fix-is-not-zero 10, fuel_level.maximum 10, in-use-has-a-mission 20, latitude.minimum 10, nsn.pattern 10, received-after-reported 10, speed.maximum 10, tracker_id.format 10 |
          customers    | 10030 | 100 | address.country.pattern 10, contract_type.invalidValues 20, customer_id.pattern 10, email.pattern 20, full_name.minLength 10, monthly_charges.minimum 10, not-from-the-future 10, tenure_months.minimum 10 |
          accounts     | 10030 |  70 | customer_id.pattern 10, failed_payments.minimum 10, monthly_charges.minimum 10, not-from-the-future 10, payment_method.invalidValues 10, total_charges.required 20 |
          usage        | 10030 |  90 | customer_id.pattern 10, feature_usage_count.minimum 10, login-before-the-hour-ended 10, not-from-the-future 10, session_duration.maximum 10, session_duration.minimum 20, use-needs-a-session 20 |
          tickets      | 10030 | 100 | avg_resolution_time.minimum 10, customer_id.pattern 10, not-from-the-future 10, satisfaction_score.minimum 20, score-once-solved 10, solved-has-a-time 20, ticket_count.minimum 10, ticket_id.pattern 10 |
          transactions | 10040 | 130 | country.invalidValues 10, currency.invalidValues 20, gtin-check-digit 10, not-from-the-future 10, product_id.pattern 10, region.invalidValues 10, revenue-adds-up 20, sign-of-revenue 10, transaction_id.format 20, units.minimum 10 |
          """)
  void exactlyTheStatedRecordsBreakExactlyTheStatedRules(
      String word, int records, int rejected, String rules, @Nullable String flags)
      throws IOException {
    // Given
    Dataset dataset = Dataset.of(word, false).orElseThrow();
    CompiledContract contract = Shipped.contract(dataset).compile();

    // When
    List<JudgedSample> judged = new ArrayList<>();
    new SampleJudge(contract).judge(written(dataset), judged::add);

    // Then
    assertThat(judged.size()).isEqualTo(records);
    List<Verdict> rejections =
        judged.stream().map(JudgedSample::verdict).filter(Verdict::isViolating).toList();
    assertThat(byRule(rejections, Verdict::violations)).isEqualTo(rules);
    assertThat(rejections)
        .hasSize(rejected)
        .allSatisfy(verdict -> assertThat(verdict.violations()).hasSize(1));
    assertThat(
            byRule(
                judged.stream().map(JudgedSample::verdict).filter(Verdict::isFlagged).toList(),
                Verdict::warnings))
        .isEqualTo(flags == null ? "" : flags);
  }

  @ParameterizedTest
  @CsvSource({
    "wells, 16, 10",
    "sensors, 12, 6",
    "vessels, 17, 10",
    "equipment, 14, 8",
    "transactions, 16, 10",
    "customers, 14, 8",
    "accounts, 12, 6",
    "usage, 13, 7",
    "tickets, 14, 8"
  })
  void aSmallFileOfEachShowsARecordForEachRuleThatIsBroken(String word, int records, int rules)
      throws IOException {
    // Given
    Dataset dataset = Dataset.of(word, false).orElseThrow();
    String product = Path.of(dataset.contract()).getFileName().toString().split("\\.", 2)[0];
    Path file = REPOSITORY.resolve("data").resolve(product + ".ndjson");

    // When
    List<Verdict> verdicts = new ArrayList<>();
    new SampleJudge(Shipped.contract(dataset).compile())
        .judge(file, sample -> verdicts.add(sample.verdict()));

    // Then
    assertThat(verdicts).hasSize(records);
    assertThat(verdicts.stream().filter(Verdict::isViolating).map(v -> v.violations().getFirst()))
        .extracting(Violation::rule)
        .doesNotHaveDuplicates()
        .hasSize(rules);
  }

  @Test
  void eachContractThatShipsHasRecordsToStream() throws IOException {
    try (Stream<Path> files = Files.walk(REPOSITORY.resolve("contracts"))) {
      List<String> contracts =
          files
              .filter(file -> file.toString().endsWith(".odcs.yaml"))
              .map(file -> REPOSITORY.relativize(file).toString().replace('\\', '/'))
              .toList();

      assertThat(Dataset.shipped())
          .extracting(Dataset::contract)
          .containsExactlyInAnyOrderElementsOf(contracts);
    }
  }

  private static String byRule(List<Verdict> verdicts, Function<Verdict, List<Violation>> which) {
    return verdicts.stream()
        .flatMap(verdict -> which.apply(verdict).stream())
        .collect(Collectors.groupingBy(Violation::rule, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(rule -> rule.getKey() + " " + rule.getValue())
        .collect(Collectors.joining(", "));
  }

  private Path written(Dataset dataset) throws IOException {
    Path file = folder.resolve("records.avro");
    try (Stream<SampleRecord> records = dataset.records()) {
      List<GenericRecord> values = records.map(SampleRecord::value).toList();
      try (DataFileWriter<GenericRecord> writer =
          new DataFileWriter<>(new GenericDatumWriter<>())) {
        writer.create(values.getFirst().getSchema(), file.toFile());
        values.forEach(value -> append(writer, value));
      }
    }
    return file;
  }

  private static void append(DataFileWriter<GenericRecord> writer, GenericRecord value) {
    try {
      writer.append(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
