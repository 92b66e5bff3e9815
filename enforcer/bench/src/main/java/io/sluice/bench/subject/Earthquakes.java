package io.sluice.bench.subject;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.walk.Walk;
import io.sluice.sandbox.sample.Dataset;
import io.sluice.sandbox.sample.SampleRecord;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Reports of earthquakes, from the shipped data. */
final class Earthquakes {

  private static final List<CaseRule> RULES =
      List.of(
          bound("magnitude", "minimum", ">= -1.0", -1.5),
          bound("magnitude", "maximum", "<= 10.0", 10.5),
          bound("latitude", "minimum", ">= -90.0", -91.0),
          bound("latitude", "maximum", "<= 90.0", 91.0),
          bound("longitude", "minimum", ">= -180.0", -181.0),
          bound("longitude", "maximum", "<= 180.0", 181.0),
          bound("depth", "minimum", ">= -10.0", -11.0),
          bound("depth", "maximum", "<= 800.0", 801.0),
          bound("type", "invalidValues", "in ['earthquake']", "explosion"),
          bound("status", "invalidValues", "in ['automatic', 'reviewed']", "deleted"),
          nullable("azimuthal_gap", "minimum", ">= 0.0", -1.0),
          nullable("azimuthal_gap", "maximum", "<= 360.0", 361.0),
          nullable("stations", "minimum", ">= 0", -1));

  private Earthquakes() {}

  static Subject subject() {
    ContractFile file = Resources.contract(Dataset.EARTHQUAKES.contract());
    Schema schema = Resources.schema(file);
    Plan plan = file.compile().planFor(schema);
    Walk walk = new Walk();
    try (Stream<SampleRecord> records = Dataset.EARTHQUAKES.records()) {
      List<GenericRecord> compliant =
          records
              .map(SampleRecord::value)
              .filter(
                  record -> {
                    byte[] bytes = Subject.encode(record);
                    return plan.judge(walk, bytes, 0, bytes.length).equals(Verdict.COMPLIANT);
                  })
              .limit(Subject.RECORDS)
              .toList();
      return new Subject(file, RULES, compliant);
    }
  }

  private static CaseRule bound(String field, String word, String demand, Object breach) {
    return new CaseRule(
        field + "." + word,
        "message.%s %s".formatted(field, demand),
        record -> record.put(field, breach));
  }

  private static CaseRule nullable(String field, String word, String demand, Object breach) {
    return new CaseRule(
        field + "." + word,
        "message.%1$s == null || message.%1$s %2$s".formatted(field, demand),
        record -> record.put(field, breach));
  }
}
