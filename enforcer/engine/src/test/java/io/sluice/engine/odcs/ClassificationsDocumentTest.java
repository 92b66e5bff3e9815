package io.sluice.engine.odcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.contract.Classifications;
import io.sluice.engine.finding.Finding;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClassificationsDocumentTest {

  private static ClassificationsDocument parse(String text) {
    return ClassificationsDocument.parse("classifications.yaml", text);
  }

  @Test
  void anOrganisationHasItsOwnWordsAndOrder() {
    ClassificationsDocument document =
        parse("order: [Open, inside, personal]\npersonal: [personal]\n");

    assertThat(document.findings()).isEmpty();
    assertThat(document.classifications())
        .isEqualTo(new Classifications(List.of("open", "inside", "personal"), Set.of("personal")));
    assertThat(document.classifications().isPersonal("PERSONAL")).isTrue();
    assertThat(document.classifications().isPersonal("pii")).isFalse();
    assertThat(document.classifications().higher("open", "inside")).isEqualTo("inside");
  }

  @Test
  void itReadsWhatItIsPublishedAs() {
    assertThat(parse("{\"order\":[\"a\",\"b\"],\"personal\":[\"b\"]}").classifications())
        .isEqualTo(new Classifications(List.of("a", "b"), Set.of("b")));
  }

  @Test
  void whatIsWrongIsFoundWithItsPlace() {
    assertThat(parse("orders: [a]\norder: [a]\n").findings())
        .extracting(Finding::message)
        .containsExactly("orders is no setting of classifications; did you mean order?");
    assertThat(parse("personal: [a]\n").findings())
        .extracting(Finding::message)
        .containsExactly("order has to list the words, the least sensitive first");
    assertThat(parse("order: [a]\npersonal: [b]\n").findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.isError()).isTrue();
              assertThat(finding.message()).contains("not all are in the order [a]");
            });
    assertThat(parse("- a\n").findings()).isNotEmpty();
  }

  @Test
  void aDocumentThatIsNoGoodLeavesTheStandardWords() {
    assertThat(parse("order: 5\n").classifications()).isEqualTo(Classifications.STANDARD);
  }
}
