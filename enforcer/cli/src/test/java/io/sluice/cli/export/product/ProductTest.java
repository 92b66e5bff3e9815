package io.sluice.cli.export.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.export.Goldens;
import io.sluice.cli.export.Products;
import io.sluice.engine.change.Change;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProductTest {

  private final Product described = Products.described();

  static List<Product> products() {
    return Products.all();
  }

  @Test
  void fieldsAreThoseOfTheSchemaEachBeforeWhatItHolds() {
    assertThat(described.fields())
        .extracting(ProductField::path)
        .containsSubsequence(
            "visit_id", "phones", "phones[]", "steps", "steps.place", "steps.next", "unsaid");
  }

  @Test
  void aFieldThatTheContractDoesNotSpeakOfIsDescribedByTheSchema() {
    assertThat(described.fields())
        .filteredOn(field -> field.path().equals("unsaid"))
        .singleElement()
        .satisfies(
            field -> {
              assertThat(field.description()).contains("The contract does not speak of it.");
              assertThat(field.isRequired()).isFalse();
              assertThat(TypeWords.of(field.type())).isEqualTo("int or string");
            });
  }

  @ParameterizedTest
  @MethodSource("products")
  void everyRuleThatIsEnforcedIsTold(Product product) {
    assertThat(product.rules())
        .extracting(ProductRule::explained)
        .containsExactlyInAnyOrderElementsOf(product.file().compile().explain());
  }

  @Test
  void whatAVersionChangedIsJudgedOnTheDayItWasApproved() {
    Version newest = described.versions().getFirst();

    assertThat(newest.approved()).hasToString("Optional[2026-06-03]");
    assertThat(newest.changes())
        .extracting(Change::id)
        .contains("contract.deprecated", "masking.changed");
    assertThat(described.versions()).hasSize(2);
    assertThat(described.versions().getLast().before()).isNull();
  }

  @Test
  void newerVersionsAreNoHistory() {
    Product older = Products.of(Products.DESCRIBED.resolve("older.odcs.yaml"));

    assertThat(older.after(List.of(described.revision())).versions()).hasSize(1);
  }

  @Test
  void theMarkedSchemaIsTheOneOnFile() throws IOException {
    Goldens.assertIsOnFile(Products.DESCRIBED.resolve("marked.avsc"), MarkedSchema.of(described));
  }

  @ParameterizedTest
  @MethodSource("products")
  void marksDoNotChangeWhatASchemaReads(Product product) {
    Schema marked = new Schema.Parser().parse(MarkedSchema.of(product));

    assertThat(SchemaNormalization.toParsingForm(marked))
        .isEqualTo(SchemaNormalization.toParsingForm(product.schema()));
  }
}
