package io.sluice.cli.doctor;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;

/** As whom Kafka is asked, as far as the clients' properties say it. */
final class Login {

  private static final Pattern USERNAME = Pattern.compile("\\busername=\"([^\"$]+)\"");

  private Login() {}

  /** In words, without any secret. */
  static String of(Map<String, String> kafka) {
    String protocol = kafka.getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT");
    return switch (protocol) {
      case "SASL_SSL", "SASL_PLAINTEXT" -> {
        String mechanism =
            kafka.getOrDefault(SaslConfigs.SASL_MECHANISM, SaslConfigs.DEFAULT_SASL_MECHANISM);
        Matcher user = USERNAME.matcher(kafka.getOrDefault(SaslConfigs.SASL_JAAS_CONFIG, ""));
        yield user.find()
            ? "as %s (%s, %s)".formatted(user.group(1), protocol, mechanism)
            : "by %s, %s".formatted(protocol, mechanism);
      }
      case "SSL" -> "by SSL, as whom its certificate says";
      default -> "without a login (" + protocol + ")";
    };
  }
}
