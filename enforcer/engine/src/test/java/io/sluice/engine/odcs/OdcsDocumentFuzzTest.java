package io.sluice.engine.odcs;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Looks, guided by coverage, for a text that the parser does not answer with findings alone. */
class OdcsDocumentFuzzTest {

  @FuzzTest(maxDuration = "20s")
  void anyTextGivesFindingsAndNoException(byte[] text) {
    OdcsDocument.parse("fuzzed.odcs.yaml", new String(text, StandardCharsets.UTF_8));
  }
}
