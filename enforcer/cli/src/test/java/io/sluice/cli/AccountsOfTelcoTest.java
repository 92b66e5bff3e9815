package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.sample.SampleJudge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * IBM's sample data of 7,043 customers of a telecommunications company, which is not shipped. In
 * eleven rows the total of the charges is blank: those of customers who are not billed yet.
 */
class AccountsOfTelcoTest {

  private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
  private static final Path TELCO =
      REPOSITORY.resolveSibling("shared/data/telco-customer-churn.csv");

  @BeforeEach
  void skipWhereItIsAbsent() {
    assumeTrue(Files.exists(TELCO), "skipped: the data of customers is not at " + TELCO);
  }

  private static List<String> broken(String contract) throws IOException {
    List<String> broken = new ArrayList<>();
    Path file = REPOSITORY.resolve("contracts/churn").resolve(contract + ".odcs.yaml");
    new SampleJudge(ContractFile.read(file).compile())
        .judge(
            TELCO,
            sample ->
                sample
                    .verdict()
                    .violations()
                    .forEach(v -> broken.add(sample.number() + " " + v.rule())));
    return broken;
  }

  @Test
  void billingFindsTheElevenRowsWithoutATotal() throws IOException {
    assertThat(broken("billing"))
        .containsExactly(
            "489 total_charges.required",
            "754 total_charges.required",
            "937 total_charges.required",
            "1083 total_charges.required",
            "1341 total_charges.required",
            "3332 total_charges.required",
            "3827 total_charges.required",
            "4381 total_charges.required",
            "5219 total_charges.required",
            "6671 total_charges.required",
            "6755 total_charges.required");
  }

  @Test
  void customerMasterFindsNone() throws IOException {
    assertThat(broken("customer-master")).isEmpty();
  }
}
