package io.sluice.engine.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.testing.Avro;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSamplesTest {

  private static final String SCHEMA =
      """
      {"type": "record", "name": "account", "fields": [
        {"name": "id", "type": "string"},
        {"name": "opened", "type": {"type": "int", "logicalType": "date"}, "aliases": ["since"]},
        {"name": "total", "type": ["null", {"type": "bytes", "logicalType": "decimal", "precision": 8,
          "scale": 2}], "default": null},
        {"name": "months", "type": ["null", "int"], "default": null},
        {"name": "share", "type": ["null", "double"], "default": null},
        {"name": "paper", "type": ["null", "boolean"], "default": null},
        {"name": "plan", "type": ["null", {"type": "enum", "name": "plan", "symbols": ["A"]}],
          "default": null},
        {"name": "size", "type": ["null", "long", "string"], "default": null},
        {"name": "tags", "type": ["null", {"type": "array", "items": "string"}], "default": null},
        {"name": "visits", "type": "int", "default": 1}
      ]}""";

  private static final CompiledContract CONTRACT =
      ContractFile.of(
              "accounts.odcs.yaml",
              """
              apiVersion: v3.1.0
              kind: DataContract
              id: accounts
              version: 1.0.0
              status: active
              schema:
                - name: account
                  physicalType: topic
                  physicalName: accounts.v1
                  authoritativeDefinitions:
                    - {type: implementation, url: account.avsc}
                  properties:
                    - name: total
                      physicalName: TotalCharges
                      logicalType: number
                      required: true
                      logicalTypeOptions: {minimum: 0}
                    - name: tags
                      logicalType: array
                      logicalTypeOptions: {maxItems: 1}
              """,
              url -> SCHEMA)
          .compile();

  private static List<String> judge(String csv) throws IOException {
    List<String> broken = new ArrayList<>();
    new SampleJudge(CONTRACT)
        .judge(
            new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
            RecordFormat.CSV,
            "accounts.csv",
            s -> Avro.broken(s.verdict()).forEach(name -> broken.add(s.number() + " " + name)));
    return broken;
  }

  @Test
  void columnsAreThoseOfAFieldsNameItsAliasOrItsPhysicalName() throws IOException {
    assertThat(
            judge(
                """
                \uFEFFid,since,TotalCharges,visits,"what nobody asked for"
                a,2026-01-31,1.5,1,x
                b,20000,0,2,"a ""quoted"", text"
                """))
        .isEmpty();
  }

  @Test
  void aFieldsOwnNameComesBeforeItsPhysicalName() throws IOException {
    assertThat(judge("id,opened,visits,TotalCharges,total\na,0,1,soon,5\n")).isEmpty();
  }

  @Test
  void whatIsBlankOrHasNoColumnIsNullWhateverItsDefaultIs() throws IOException {
    assertThat(
            judge(
                """
                id,opened,TotalCharges
                a,2026-01-31,\s
                ,,1
                """))
        .containsExactly(
            "1 total.required@total",
            "1 schema.nullValue@visits",
            "2 schema.nullValue@id",
            "2 schema.nullValue@opened",
            "2 schema.nullValue@visits");
  }

  @Test
  void whatCanNotBeConvertedIsAViolationOfItsType() throws IOException {
    assertThat(
            judge(
                """
                id,opened,total,months,share,paper,plan,tags,visits
                a,soon,1.005,1.5,half,yes,B,"[1]",x
                b,0,much,3000000000,1,1,A,list,1
                c,0,1e999999999,1,1,true,A,"[""x""]",1
                """))
        .containsExactly(
            "1 opened.type@opened",
            "1 total.type@total",
            "1 months.type@months",
            "1 share.type@share",
            "1 paper.type@paper",
            "1 schema.enumSymbol@plan",
            "1 tags.type@tags[0]",
            "1 visits.type@visits",
            "2 total.type@total",
            "2 months.type@months",
            "2 paper.type@paper",
            "2 tags.type@tags",
            "3 total.type@total");
  }

  @Test
  void numbersMayHaveBlanksAroundThemAndAUnionTakesWhatFits() throws IOException {
    assertThat(
            judge(
                """
                id,opened,total,months,paper,size,tags,visits
                a,0,1, 12 ,TRUE,17,"[""x"", ""y""]",1
                b,0,1,12,false,XXL,,1
                """))
        .containsExactly("1 tags.maxItems@tags");
  }

  @Test
  void aRowOfOtherLengthThanTheHeaderIsBrokenAndTheNextIsRead() throws IOException {
    assertThat(
            judge(
                """
                id,opened,total,visits

                a,0,1
                b,0,1,1,extra
                c,0,-1,1
                """))
        .containsExactly("1 structure.csv", "2 structure.csv", "3 total.minimum@total");
  }

  @Test
  void whatFollowsAQuoteThatNothingClosesIsOneBrokenRow() throws IOException {
    assertThat(judge("id,opened,total,visits\na,0,1,1\n\"b,0,1,1\nc,0,1,1\n"))
        .containsExactly("2 structure.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "id,id\na,b\n"})
  void withoutAHeaderThatNamesEachColumnOnceNothingIsRead(String csv) {
    assertThatThrownBy(() -> judge(csv))
        .isInstanceOf(UnsupportedSampleException.class)
        .hasMessageStartingWith("accounts.csv: the");
  }
}
