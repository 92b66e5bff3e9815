package io.sluice.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.Location;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExemptionsTest {

  private static final LocalDate LAST_DAY = LocalDate.of(2026, 6, 30);
  private static final Location PLACE = new Location("orders.odcs.yaml", 7, 3);

  private static final String AGREED =
      """
      ignore:
        - change: field.removed
          contract: shop.orders
          path: note
          reason: nobody reads it, see the list of consumers of May
          until: 2026-06-30
      """;

  private static Change removed(String contract, String path) {
    ChangeKind kind = ChangeKind.FIELD_REMOVED;
    return new Change(
        kind, contract, path, kind.consumer(), kind.producer(), PLACE, PLACE, path + " is gone");
  }

  private static Exemptions parse(String text) {
    return Exemptions.parse("ignore.yaml", text);
  }

  @Test
  void aChangeThatIsAgreedToDoesNotCount() {
    Change agreed = removed("shop.orders", "note");
    Change other = removed("shop.orders", "email");

    Exemptions.Judged judged = parse(AGREED).judge(List.of(agreed, other), LAST_DAY);

    assertThat(judged.changes()).containsExactly(other);
    assertThat(judged.exempted()).containsExactly(agreed);
    assertThat(judged.findings()).isEmpty();
  }

  @Test
  void theSameChangeOfAnotherContractCounts() {
    Change change = removed("shop.returns", "note");

    assertThat(parse(AGREED).judge(List.of(change), LAST_DAY).changes()).containsExactly(change);
  }

  @Test
  void anExemptionEndsAfterItsLastDayAndSaysSo() {
    Change change = removed("shop.orders", "note");

    Exemptions.Judged judged = parse(AGREED).judge(List.of(change), LAST_DAY.plusDays(1));

    assertThat(judged.changes()).containsExactly(change);
    assertThat(judged.worst()).isEqualTo(Impact.BREAKING);
    assertThat(judged.findings())
        .containsExactly(
            Finding.warning(
                "ignore.expired",
                new Location("ignore.yaml", 2, 5),
                "field.removed of note was agreed to until 2026-06-30: it counts again"));
  }

  @Test
  void anExemptionThatIsOverAndAboutNothingIsToBeTakenOut() {
    assertThat(parse(AGREED).judge(List.of(), LAST_DAY.plusDays(1)).findings())
        .extracting(Finding::message)
        .containsExactly(
            "field.removed of note was agreed to until 2026-06-30: take the entry out");
  }

  @Test
  void anExemptionThatIsAboutNothingIsNoted() {
    assertThat(parse(AGREED).judge(List.of(), LAST_DAY).findings())
        .extracting(Finding::rule)
        .containsExactly("ignore.unused");
  }

  @Test
  void everythingThatIsMissingOrUnknownIsFoundInOneRun() {
    Exemptions exemptions =
        parse(
            """
            ignore:
              - change: field.remove
                path: note
                until: in June
                because: nobody reads it
            """);

    assertThat(exemptions.exemptions()).isEmpty();
    assertThat(exemptions.findings())
        .allMatch(Finding::isError)
        .extracting(Finding::message)
        .containsExactlyInAnyOrder(
            "unknown key because; there are change, contract, path, reason, until",
            "there is no change field.remove; did you mean field.removed?",
            "an exemption needs reason",
            "until must be the last day, such as 2026-12-31");
  }

  @Test
  void aFileWithoutAListIsNoFileOfExemptions() {
    assertThat(parse("ignore: all\n").findings())
        .extracting(Finding::message)
        .containsExactly("the file needs a list of changes under ignore");
    assertThat(parse("- [\n").findings()).isNotEmpty();
  }
}
