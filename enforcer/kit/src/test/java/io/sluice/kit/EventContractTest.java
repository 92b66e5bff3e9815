package io.sluice.kit;

import static io.sluice.kit.testing.Orders.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.plan.InvalidContractException;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.kit.testing.Order;
import io.sluice.kit.testing.Orders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventContractTest {

  @TempDir private Path folder;

  private static List<String> broken(@Nullable Object event, @Nullable Schema writer) {
    return CONTRACT.judge(event, writer).violations().stream().map(Violation::rule).toList();
  }

  private static List<String> broken(@Nullable Object event) {
    return broken(event, null);
  }

  @Test
  void genericRecordsAreJudged() {
    assertThat(broken(Orders.generic())).isEmpty();
    GenericRecord order = Orders.generic();
    order.put("order_id", "o");
    order.put("total", -1.0);
    assertThat(broken(order)).containsExactly("order_id.minLength", "total.minimum");
  }

  @Test
  void whatAvroStoresIsWrittenAsWellAsWhatJavaHasForIt() {
    GenericRecord order = Orders.generic();
    order.put("placed_at", 1_000L);

    assertThat(broken(order)).isEmpty();
  }

  /** As Avro's compiler generates them, cut to what is asked of them here. */
  static final class SpecificLine extends SpecificRecordBase {
    private static final Schema SCHEMA =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Order", "namespace": "io.sluice.kit.testing", "fields": [
                  {"name": "order_id", "type": "string"},
                  {"name": "placed_at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                  {"name": "order_total", "type": "double"},
                  {"name": "lines", "type": {"type": "array", "items": {"type": "record", "name": "Line",
                    "fields": [{"name": "quantity", "type": "int"}]}}}]}""");
    private static final SpecificData MODEL = new SpecificData();

    private final Object[] values = {"o-1", 1_000L, 12.5, List.of()};

    @Override
    public SpecificData getSpecificData() {
      return MODEL;
    }

    @Override
    public Schema getSchema() {
      return SCHEMA;
    }

    @Override
    public Object get(int field) {
      return values[field];
    }

    @Override
    public void put(int field, Object value) {
      values[field] = value;
    }
  }

  @Test
  void specificRecordsAreJudgedByTheSchemaThatTheyWereGeneratedFrom() {
    Verdict verdict = CONTRACT.judge(new SpecificLine());

    assertThat(verdict.violations())
        .singleElement()
        .satisfies(
            v -> {
              assertThat(v.rule()).isEqualTo("schema.missingField");
              assertThat(v.message())
                  .isEqualTo(
                      "field total is missing; the writer has order_total of the same type: a rename?");
            });
  }

  @Test
  void plainObjectsAreWrittenByReflection() {
    Instant now = Instant.parse("2026-03-14T02:47:00Z");
    List<Order.Line> lines = List.of(new Order.Line(1), new Order.Line(0));

    assertThat(broken(new Order("o-1", now, 1, null, List.of(new Order.Line(1))))).isEmpty();
    assertThat(CONTRACT.judge(new Order("o-1", now, 1, "X", lines)).violations())
        .extracting(Violation::path)
        .containsExactly("lines[1].quantity");
  }

  @Test
  void aValueThatItsOwnSchemaHasNoRoomForIsNamedByItsFieldAndNotQuoted() {
    Order order = new Order(null, Instant.EPOCH, 1, null, List.of());
    GenericRecord generic = Orders.generic();
    generic.put("total", "secret");

    assertThat(CONTRACT.judge(order).violations())
        .singleElement()
        .satisfies(
            v -> {
              assertThat(v.rule()).isEqualTo("structure.unwritable");
              assertThat(v.path()).isEqualTo("order_id");
            });
    assertThat(CONTRACT.judge(generic).violations().toString())
        .contains("total", "can't be written as double")
        .doesNotContain("secret");
  }

  /** A class of a package that the tests do not trust. */
  record Stranger(String name) {}

  @Test
  void aClassThatAvrosReflectionDoesNotTrustIsSaidToBeSo() {
    assertThat(CONTRACT.judge(new Stranger("x")).violations().toString())
        .contains("EventContractTest$Stranger", "org.apache.avro.SERIALIZABLE_PACKAGES");
  }

  @Test
  void bytesAreJudgedWithTheFramingOfTheContract() {
    GenericRecord order = new GenericData.Record(Orders.generic().getSchema());
    Orders.SCHEMA.getFields().forEach(f -> order.put(f.pos(), Orders.generic().get(f.pos())));
    order.put("placed_at", 1_000L);
    byte[] framed = Orders.framed(order);

    assertThat(broken(framed, Orders.SCHEMA)).isEmpty();
    assertThat(broken(ByteBuffer.wrap(framed), Orders.SCHEMA)).isEmpty();
    assertThat(broken(new byte[] {1, 2, 3}, Orders.SCHEMA)).containsExactly("framing.magicByte");
    assertThat(broken(new byte[] {0, 2, 3}, Orders.SCHEMA)).containsExactly("framing.tooShort");
    assertThat(broken(new byte[0], Orders.SCHEMA)).containsExactly("framing.empty");
    assertThat(broken(framed, Orders.renamed())).containsExactly("schema.missingField");
  }

  @Test
  void whatFramedBytesWereWrittenWithHasToBeSaid() {
    byte[] framed = {0, 0, 0, 0, 7, 0};

    assertThatThrownBy(() -> CONTRACT.judge(framed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("writtenWith");
  }

  @Test
  void aRecordOfKafkaHasToGoToTheRawTopicWithAValue() {
    assertThat(CONTRACT.rawTopic()).isEqualTo("raw.test.orders.v1");
    assertThat(broken(new ProducerRecord<>("raw.test.orders.v1", "k", Orders.generic()))).isEmpty();
    assertThat(broken(new ProducerRecord<>("test.orders.v1", "k", Orders.generic())))
        .containsExactly("sluice.rawTopic");
    assertThat(broken(new ProducerRecord<>("raw.test.orders.v1", "k", null)))
        .containsExactly("framing.tombstone");
    assertThat(broken(null)).containsExactly("framing.tombstone");
  }

  @Test
  void eachFindingHasItsPlaceInTheContract() {
    GenericRecord order = Orders.generic();
    order.put("order_id", "o");
    order.put("total", 5_000.0);
    order.put("lines", List.of());

    List<Finding> findings = CONTRACT.findings(CONTRACT.judge(order));

    assertThat(findings)
        .extracting(f -> f.severity() + " " + f.location() + " " + f.rule())
        .containsExactly(
            "ERROR classpath:contracts/orders.odcs.yaml:23:11 order_id.minLength",
            "ERROR classpath:contracts/orders.odcs.yaml:29:11 total.maximum",
            "WARNING classpath:contracts/orders.odcs.yaml:13:9 lines-add-up");
  }

  @Test
  void whatTheContractDoesNotStateItselfStandsAtItsFieldElseAtItsObject() {
    GenericRecord renamed = Orders.generic(Orders.renamed(), "total_usd");
    Order.Line other = new Order.Line(1);

    assertThat(CONTRACT.explain(CONTRACT.judge(renamed)))
        .isEqualTo(
            """
            ERROR classpath:contracts/orders.odcs.yaml:24:15 total field total is missing; the writer has total_usd of the same type: a rename? [schema.missingField]
                  - name: total
                          ^
            1 error, 0 warnings, 0 notes
            """);
    assertThat(CONTRACT.explain(CONTRACT.judge(other)))
        .contains("orders.odcs.yaml:7:11 the writer schema is io.sluice.kit.testing.Order.Line");
  }

  @Test
  void aContractIsReadFromAFileWithItsSchemaBesideIt() throws IOException {
    for (String name : List.of("orders.odcs.yaml", "Order.avsc")) {
      Files.copy(Path.of("src/test/resources/contracts", name), folder.resolve(name));
    }

    EventContract contract = EventContract.at(folder.resolve("orders.odcs.yaml").toString());

    assertThat(contract.coordinates()).isEqualTo("test.orders:1.2.0");
    assertThat(contract.judge(Orders.generic()).isViolating()).isFalse();
  }

  @Test
  void onTheClassPathTheOrganisationsWordsAndTheSchemaAreLookedForFromTheContract()
      throws IOException {
    ContractFile file = ContractResource.at("classpath:organisation/sales/orders.odcs.yaml");

    assertThat(file.classificationsText()).contains("guarded");
    assertThat(file.schema()).isEqualTo(Orders.SCHEMA);
    assertThat(file.findings()).isEmpty();
  }

  @Test
  void aContractThatIsMissingOrBrokenIsSaidToBeSo() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.odcs.yaml"), "kind: DataContract\n");

    assertThatThrownBy(() -> EventContract.at("nowhere.odcs.yaml"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("nowhere.odcs.yaml, seen from /");
    assertThatThrownBy(() -> EventContract.at("classpath:nowhere.odcs.yaml"))
        .isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> EventContract.at(broken.toString()))
        .isInstanceOf(InvalidContractException.class)
        .hasMessageContaining("broken.odcs.yaml:1:1");
  }
}
