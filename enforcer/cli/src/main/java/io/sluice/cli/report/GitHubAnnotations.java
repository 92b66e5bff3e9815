package io.sluice.cli.report;

/**
 * Annotations of a GitHub workflow, which shows them at their lines (GitHub Docs, "Workflow
 * commands for GitHub Actions").
 */
public final class GitHubAnnotations {

  private GitHubAnnotations() {}

  /** A line for each notice. */
  public static String render(Report report) {
    StringBuilder text = new StringBuilder();
    for (Notice notice : report.notices()) {
      text.append(
          "::%s file=%s,line=%d,col=%d,title=%s::%s%n"
              .formatted(
                  command(notice.level()),
                  property(notice.place().file()),
                  notice.place().line(),
                  notice.place().column(),
                  property("sluice " + report.command() + ": " + notice.rule()),
                  message(notice.text())));
    }
    return text.toString();
  }

  private static String command(Notice.Level level) {
    return switch (level) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "notice";
    };
  }

  private static String message(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return message(text).replace(":", "%3A").replace(",", "%2C");
  }
}
