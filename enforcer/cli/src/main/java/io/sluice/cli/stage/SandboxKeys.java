package io.sluice.cli.stage;

import com.google.crypto.tink.KeysetHandle;
import io.sluice.cli.keys.KeysetFile;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.key.KeysetException;
import io.sluice.pipeline.key.KeysetKind;
import io.sluice.pipeline.key.Keysets;
import io.sluice.pipeline.key.SubjectKeys;
import io.sluice.pipeline.letter.LetterOpener;
import io.sluice.pipeline.seal.LetterKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keysets of one run: there are no keys by default, so these are some that nobody else has, and
 * that are lost at its end.
 *
 * @param letters the file of the keyset of letters; null where no contract needs one
 * @param opener opens dead letters
 */
record SandboxKeys(@Nullable Path letters, LetterOpener opener) {

  /**
   * Makes those that contracts need.
   *
   * @param settings takes their places
   * @param progress takes a line that says so
   */
  static SandboxKeys make(
      List<CompiledContract> contracts, Map<String, Object> settings, Consumer<String> progress)
      throws IOException, KeysetException {
    boolean areMasked = contracts.stream().anyMatch(contract -> !contract.keyNames().isEmpty());
    boolean areSealed =
        contracts.stream().anyMatch(contract -> contract.contract().holdsPersonal());
    if (!areMasked && !areSealed) {
      return new SandboxKeys(null, LetterOpener.WITHOUT_KEYS);
    }
    Path folder = Files.createTempDirectory("sluice-keys-");
    folder.toFile().deleteOnExit();
    progress.accept("masking and sealing with new keysets of this run alone, in " + folder);
    if (areMasked) {
      keep(Keysets.text(KeysetKind.MASKS.made(), null), "masks", folder, settings);
    }
    if (contracts.stream().anyMatch(contract -> !contract.keyNames().subjects().isEmpty())) {
      keep(SubjectKeys.made().text(null), "subjects", folder, settings);
    }
    if (!areSealed) {
      return new SandboxKeys(null, LetterOpener.WITHOUT_KEYS);
    }
    KeysetHandle keyset = KeysetKind.LETTERS.made();
    Path letters = keep(Keysets.text(keyset, null), "letters", folder, settings);
    return new SandboxKeys(letters, new LetterOpener(LetterKeys.of(keyset)));
  }

  private static Path keep(String keys, String use, Path folder, Map<String, Object> settings)
      throws IOException {
    Path file = folder.resolve(use + ".json");
    KeysetFile.create(file, keys);
    file.toFile().deleteOnExit();
    settings.put("sluice.keys." + use, file.toString());
    return file;
  }
}
