package io.sluice.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.sluice.engine.authoring.ContractFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is said of a change. Each folder under {@code changes/} says how a contract and its schema
 * are edited, from those in {@code changes/base}, and holds all that is printed of it. A case is
 * added without touching this class; {@code -Dgolden.update=true} writes what is expected anew.
 */
class ChangeCasesTest {

  private static final Path CASES = Path.of("src/test/resources/changes");
  private static final Path BASE = CASES.resolve("base");
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** A contract before and after, as its folder says. */
  private record Case(ContractFile before, ContractFile after) {

    static Case of(Path folder) throws IOException {
      JsonNode edits = YAML.readTree(Files.readString(folder.resolve("change.yaml")));
      String contract =
          edited(
              Files.readString(BASE.resolve("contract.odcs.yaml")), edits.path("beforeContract"));
      String schema =
          edited(Files.readString(BASE.resolve("schema.avsc")), edits.path("beforeSchema"));
      return new Case(
          file("before", contract, schema),
          file(
              "after",
              edited(contract, edits.path("contract")),
              edited(schema, edits.path("schema"))));
    }

    private static ContractFile file(String name, String contract, String schema) {
      return ContractFile.of(name + "/contract.odcs.yaml", contract, url -> schema);
    }

    private static String edited(String text, JsonNode edits) {
      String edited = text;
      for (JsonNode edit : edits) {
        String from = edit.path("from").asText();
        assertThat(edited.split(Pattern.quote(from), -1)).as(from).hasSize(2);
        edited = edited.replace(from, edit.path("to").asText());
      }
      return edited;
    }

    List<Change> changes() {
      return Changes.between(
          Revision.of(before).orElseThrow(), Revision.of(after).orElseThrow(), TODAY);
    }

    String printed() {
      Map<String, String> texts = new HashMap<>();
      for (ContractFile file : List.of(before, after)) {
        texts.putAll(Revision.of(file).orElseThrow().texts());
      }
      return new ChangeRenderer(texts).render(Exemptions.none().judge(changes(), TODAY));
    }

    /** Whether Avro's own check lets readers of each schema read what the other writes. */
    boolean decodes() {
      return reads(before, after) && reads(after, before);
    }

    private static boolean reads(ContractFile reader, ContractFile writer) {
      return SchemaCompatibility.checkReaderWriterCompatibility(
                  Objects.requireNonNull(reader.schema()), Objects.requireNonNull(writer.schema()))
              .getType()
          == SchemaCompatibilityType.COMPATIBLE;
    }
  }

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.filter(folder -> !folder.equals(BASE)).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyChangeIsPrintedWithWhomItBreaks(Path folder) throws IOException {
    Path expected = folder.resolve("expected.txt");
    String printed = Case.of(folder).printed();

    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, printed);
    }
    assertThat(printed).as(expected.toString()).isEqualTo(Files.readString(expected));
  }

  @Test
  void manyChangesDecodeAndBreakConsumersAllTheSame() throws IOException {
    long silent = 0;
    for (Path folder : cases().toList()) {
      Case edited = Case.of(folder);
      if (edited.decodes()
          && edited.changes().stream().anyMatch(c -> c.consumer() == Impact.BREAKING)) {
        silent++;
      }
    }

    assertThat(cases().count()).isGreaterThanOrEqualTo(60);
    assertThat(silent).isGreaterThanOrEqualTo(20);
  }

  @Test
  void theBaseHasNoError() throws IOException {
    ContractFile base = ContractFile.read(BASE.resolve("contract.odcs.yaml"));

    assertThat(base.findings().stream().filter(f -> f.isError())).isEmpty();
  }

  @Test
  void everyKindOfChangeHasAnIdOfItsOwnAndACase() throws IOException {
    assertThat(Stream.of(ChangeKind.values()).map(ChangeKind::id)).doesNotHaveDuplicates();

    Set<ChangeKind> missing = EnumSet.allOf(ChangeKind.class);
    for (Path folder : cases().toList()) {
      Case.of(folder).changes().forEach(change -> missing.remove(change.kind()));
    }
    // Of contracts that come and go; those have tests of their own.
    assertThat(missing)
        .containsExactlyInAnyOrder(ChangeKind.CONTRACT_ADDED, ChangeKind.CONTRACT_REMOVED);
  }
}
