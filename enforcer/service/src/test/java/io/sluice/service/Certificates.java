package io.sluice.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Key stores of a broker and of a client which trust each other, made with the running JDK's {@code
 * keytool}.
 *
 * @param password of every store
 */
record Certificates(Path folder, String password) {

  static Certificates in(Path folder, String password) {
    Certificates certificates = new Certificates(folder, password);
    for (String owner : List.of("broker", "client")) {
      certificates.keytool(
          "-genkeypair",
          "-keyalg",
          "EC",
          "-alias",
          owner,
          "-dname",
          "CN=" + owner,
          "-ext",
          "san=ip:127.0.0.1,dns:localhost",
          "-keystore",
          certificates.keys(owner));
      certificates.keytool(
          "-exportcert",
          "-alias",
          owner,
          "-keystore",
          certificates.keys(owner),
          "-file",
          folder.resolve(owner + ".cer").toString());
    }
    for (String owner : List.of("broker", "client")) {
      certificates.keytool(
          "-importcert",
          "-noprompt",
          "-alias",
          owner,
          "-keystore",
          certificates.trusted(),
          "-file",
          folder.resolve(owner + ".cer").toString());
    }
    return certificates;
  }

  /** The key store of the broker or of the client. */
  String keys(String owner) {
    return folder.resolve(owner + ".p12").toString();
  }

  /** The trust store of both. */
  String trusted() {
    return folder.resolve("trusted.p12").toString();
  }

  private void keytool(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", password));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool: " + output);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
