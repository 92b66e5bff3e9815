package io.sluice.engine.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.profile.Proposals;
import io.sluice.engine.profile.SampleProfile;
import io.sluice.engine.sample.RecordFormat;
import io.sluice.engine.sample.SampleJudge;
import io.sluice.engine.testing.RandomRecords;
import io.sluice.engine.testing.RandomSchemas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Container files of any schema give drafts that their records keep. */
class DraftsOfAvroFilesTest {

  private static final int RECORDS = 120;

  @TempDir private Path folder;

  @Test
  void whateverAnAvroFileHoldsItsRecordsKeepTheirDraft() throws IOException {
    Random random = new Random(7);
    RandomSchemas schemas = new RandomSchemas(random);
    RandomRecords records = new RandomRecords(random);
    for (int i = 0; i < 60; i++) {
      Schema schema = schemas.next();
      Path file = folder.resolve(i + ".avro");
      try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
        writer.create(schema, file.toFile());
        for (int j = 0; j < RECORDS; j++) {
          writer.append(records.next(schema));
        }
      }

      SampleProfile profile = SampleProfile.of(file, RecordFormat.AVRO, count -> {});
      ContractDraft draft = ContractDraft.of(Proposals.of(profile, "Unused", ""));

      assertThat(profile.count()).isEqualTo(RECORDS);
      ContractFile contract = ContractFile.of("draft", draft.text(), url -> draft.schemaText());
      assertThat(contract.findings()).as(draft.text()).isEmpty();
      new SampleJudge(contract.compile())
          .judge(
              file, judged -> assertThat(judged.verdict().violations()).as(draft::text).isEmpty());
    }
  }
}
