package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

  @TempDir private Path folder;

  @Test
  void aDiskThatIsTooFullIsNamedWithWhatIsNeededAndWhichSettingChoosesAnother() {
    assertThatThrownBy(() -> Folders.ensureSpace(folder, Long.MAX_VALUE, "Kafka", "java.io.tmpdir"))
        .isInstanceOf(SandboxException.class)
        .hasMessageStartingWith("Kafka needs " + Long.MAX_VALUE + " MiB below " + folder)
        .hasMessageEndingWith("point java.io.tmpdir elsewhere");
  }

  @Test
  void aDiskThatFillsUpInTheMiddleIsToldFromOtherFailures() {
    IOException full = new IOException("/x/y: No space left on device");

    assertThat(
            Folders.failure("Kafka did not start", folder, "TMP", new UncheckedIOException(full)))
        .hasMessage(
            "Kafka did not start: the disk below "
                + folder
                + " is full; free some space, or point TMP elsewhere");
    assertThat(Folders.failure("Kafka did not start", folder, "TMP", new IOException("broken")))
        .hasMessageContaining("broken")
        .hasMessageNotContaining("full");
  }
}
