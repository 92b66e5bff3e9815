package io.sluice.engine.authoring;

import io.sluice.engine.contract.Classifications;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.Location;
import io.sluice.engine.odcs.ClassificationsDocument;
import io.sluice.engine.odcs.OdcsDocument;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.InvalidContractException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A contract with the schema that it names, and all that was found in both.
 *
 * @param name what findings call it
 * @param text the document, as it stands in the file
 * @param contract empty where the document leaves none to speak of
 * @param schemaText the Avro schema, as it stands in its file; null where there is none
 * @param schema null where there is none, or none that can be read
 * @param classifications the organisation's words for how sensitive values are
 * @param classificationsText the document that says them; null where there is none
 * @param findings in the order of the document
 */
public record ContractFile(
    String name,
    String text,
    Optional<Contract> contract,
    @Nullable String schemaText,
    @Nullable Schema schema,
    Classifications classifications,
    @Nullable String classificationsText,
    List<Finding> findings) {

  public ContractFile {
    findings = List.copyOf(findings);
  }

  /** Finds what a contract refers to. */
  @FunctionalInterface
  public interface Resolver {
    /**
     * Reads a text.
     *
     * @param url as the contract has it, relative to the contract
     * @throws NoSuchFileException where there is none
     */
    String read(String url) throws IOException;

    /**
     * What the organisation says of its words for how sensitive values are, see {@link
     * ClassificationsDocument}.
     *
     * @return null where it says nothing
     */
    default @Nullable String classifications() throws IOException {
      return null;
    }
  }

  /**
   * Reads a contract from a file, and its schema from where it says.
   *
   * @throws IOException where the contract's own file can't be read
   */
  public static ContractFile read(Path file) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    return of(file.toString(), Files.readString(file), new Beside(folder));
  }

  /** Reads a contract from its text. */
  public static ContractFile of(String name, String text, Resolver resolver) {
    List<Finding> findings = new ArrayList<>();
    String classificationsText = classificationsText(name, resolver, findings);
    Classifications classifications = Classifications.STANDARD;
    if (classificationsText != null) {
      ClassificationsDocument said =
          ClassificationsDocument.parse(ClassificationsDocument.NAME, classificationsText);
      classifications = said.classifications();
      findings.addAll(said.findings());
    }
    OdcsDocument document = OdcsDocument.parse(name, text, classifications);
    findings.addAll(document.findings());
    String schemaText = null;
    Schema schema = null;
    Optional<SchemaObject> object = document.contract().flatMap(Contract::topicObject);
    if (object.isPresent() && object.get().implementation() != null) {
      Location place = Objects.requireNonNull(object.get().implementationLocation());
      schemaText = schemaText(object.get().implementation(), resolver, place, findings);
      schema = schemaText == null ? null : parse(schemaText, place, findings);
      if (schema != null) {
        findings.addAll(CompiledContract.check(document.contract().orElseThrow(), schema));
      }
    }
    findings.sort(Comparator.comparing(Finding::location));
    return new ContractFile(
        name,
        text,
        document.contract(),
        schemaText,
        schema,
        classifications,
        classificationsText,
        findings);
  }

  private static @Nullable String classificationsText(
      String name, Resolver resolver, List<Finding> findings) {
    try {
      return resolver.classifications();
    } catch (IOException e) {
      findings.add(
          Finding.error(
              "sluice.classifications",
              Location.startOf(name),
              "the organisation's " + ClassificationsDocument.NAME + " can't be read: " + e));
      return null;
    }
  }

  private static @Nullable String schemaText(
      String url, Resolver resolver, Location place, List<Finding> findings) {
    try {
      return resolver.read(url);
    } catch (NoSuchFileException e) {
      findings.add(
          Finding.error(
              "schema.missing",
              place,
              isAddress(url)
                  ? "the Avro schema at "
                      + url
                      + " is not fetched: name an .avsc beside the contract"
                  : "there is no Avro schema at " + url + ", looked up beside the contract"));
    } catch (IOException | IllegalArgumentException e) {
      findings.add(
          Finding.error(
              "schema.unreadable", place, "the Avro schema " + url + " can't be read: " + e));
    }
    return null;
  }

  private static boolean isAddress(String url) {
    return url.startsWith("http://") || url.startsWith("https://");
  }

  private static @Nullable Schema parse(String text, Location place, List<Finding> findings) {
    try {
      return new Schema.Parser().parse(text);
    } catch (RuntimeException e) {
      // Not Avro's own alone: its parser has thrown others for texts that nobody thought of.
      String why = e instanceof AvroRuntimeException ? e.getMessage() : e.toString();
      findings.add(Finding.error("schema.invalid", place, "not an Avro schema: " + why));
      return null;
    }
  }

  public boolean hasErrors() {
    return findings.stream().anyMatch(Finding::isError);
  }

  /**
   * The contract, compiled.
   *
   * @throws InvalidContractException where there are errors, or nothing to enforce; names each
   */
  public CompiledContract compile() {
    if (hasErrors() || contract.isEmpty() || schema == null) {
      List<Finding> errors = findings.stream().filter(Finding::isError).toList();
      throw new InvalidContractException(
          name, errors.isEmpty() ? List.of(nothingToEnforce()) : errors);
    }
    return CompiledContract.of(contract.get(), schema);
  }

  private Finding nothingToEnforce() {
    return Finding.error(
        "sluice.topic",
        Location.startOf(name),
        "no schema object has physicalType: topic, so there is nothing to judge records by");
  }
}
