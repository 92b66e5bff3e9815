package io.sluice.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.authoring.ContractFile;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Contracts that come and go, and major versions beside each other. */
class ChangesTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

  private static Revision contract(String id, String version, String status, String more) {
    String text =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: %s
        version: %s
        status: %s
        schema:
          - {name: Thing, physicalType: table, physicalName: %s.v%s}
        %s"""
            .formatted(id, version, status, id, version.charAt(0), more);
    ContractFile file = ContractFile.of(id + "-" + version + ".odcs.yaml", text, url -> "");
    return Revision.of(file).orElseThrow();
  }

  private static Revision active(String id, String version) {
    return contract(id, version, "active", "");
  }

  private static Revision ending(String version, String day) {
    return contract(
        "shop.orders",
        version,
        "deprecated",
        "slaProperties:\n  - {property: endOfLife, value: \"%s\"}\n".formatted(day));
  }

  private static List<ChangeKind> kinds(List<Change> changes) {
    return changes.stream().map(Change::kind).toList();
  }

  @Test
  void aContractThatWasNotThereIsNew() {
    List<Change> changes =
        Changes.between(List.of(), List.of(active("shop.orders", "1.0.0")), TODAY);

    assertThat(kinds(changes)).containsExactly(ChangeKind.CONTRACT_ADDED);
    assertThat(changes.getFirst().impact()).isEqualTo(Impact.INFO);
    assertThat(Changes.since(Optional.empty(), active("shop.orders", "1.0.0"), TODAY))
        .isEqualTo(changes);
  }

  @Test
  void aContractThatIsGoneBreaksWhoeverReliesOnIt() {
    List<Change> changes =
        Changes.between(List.of(active("shop.orders", "1.0.0")), List.of(), TODAY);

    assertThat(kinds(changes)).containsExactly(ChangeKind.CONTRACT_REMOVED);
    assertThat(changes.getFirst().impact()).isEqualTo(Impact.BREAKING);
  }

  @Test
  void aContractThatIsGoneWhenItWasToEndBreaksNobody() {
    assertThat(kinds(Changes.between(List.of(ending("1.0.0", "2026-06-01")), List.of(), TODAY)))
        .containsExactly(ChangeKind.CONTRACT_EXPIRED);
    assertThat(kinds(Changes.between(List.of(ending("1.0.0", "2026-06-02")), List.of(), TODAY)))
        .containsExactly(ChangeKind.CONTRACT_REMOVED);
  }

  @Test
  void aDraftMayGoAtAnyTime() {
    Revision draft = contract("shop.orders", "0.1.0", "draft", "");

    assertThat(kinds(Changes.between(List.of(draft), List.of(), TODAY)))
        .containsExactly(ChangeKind.CONTRACT_EXPIRED);
  }

  @Test
  void aNewMajorVersionBesideTheOldOneBreaksNobody() {
    Revision old = active("shop.orders", "1.0.0");

    List<Change> changes =
        Changes.between(List.of(old), List.of(old, active("shop.orders", "2.0.0")), TODAY);

    assertThat(changes).noneMatch(change -> change.impact() == Impact.BREAKING);
  }

  @Test
  void aNewMajorVersionInPlaceOfTheOldOneTakesItAway() {
    List<Change> changes =
        Changes.between(
            List.of(active("shop.orders", "1.0.0")),
            List.of(active("shop.orders", "2.0.0")),
            TODAY);

    assertThat(kinds(changes)).contains(ChangeKind.CONTRACT_REMOVED);
    assertThat(changes)
        .anyMatch(
            change ->
                change
                    .message()
                    .equals(
                        "shop.orders:1.0.0 is gone, and 2.0.0 stands in its place: what reads it gets"
                            + " no record any more"));
  }

  @Test
  void contractsAreFoundByIdWhateverTheirFilesAreCalled() {
    assertThat(
            Changes.between(
                List.of(active("shop.orders", "1.0.0"), active("shop.returns", "1.0.0")),
                List.of(active("shop.returns", "1.0.0"), active("shop.orders", "1.0.0")),
                TODAY))
        .isEmpty();
  }

  @Test
  void aRecordThatHoldsItselfIsComparedOnce() {
    String schema =
        """
        {"type": "record", "name": "Node", "fields": [
          {"name": "weight", "type": "int"},
          {"name": "next", "type": ["null", "Node"], "default": null},
          {"name": "children", "type": {"type": "array", "items": "Node"}}
        ]}""";
    String text =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: shop.tree
        version: 2.0.0
        status: active
        schema:
          - name: Node
            physicalType: topic
            physicalName: shop.tree.v1
            authoritativeDefinitions: [{type: implementation, url: Node.avsc}]
        """;
    Revision before =
        Revision.of(ContractFile.of("tree.odcs.yaml", text, url -> schema)).orElseThrow();
    Revision after =
        Revision.of(
                ContractFile.of(
                    "tree.odcs.yaml", text, url -> schema.replace("\"int\"", "\"long\"")))
            .orElseThrow();

    assertThat(Changes.between(before, after, TODAY))
        .filteredOn(change -> change.kind() == ChangeKind.FIELD_TYPE_WIDENED)
        .extracting(Change::path)
        .contains("weight")
        .hasSizeLessThan(5);
  }
}
