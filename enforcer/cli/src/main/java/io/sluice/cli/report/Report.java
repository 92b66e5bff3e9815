package io.sluice.cli.report;

import java.util.List;

/**
 * All that one run tells a build.
 *
 * @param command what ran, such as {@code lint}
 * @param subjects all that was looked at, what nothing is said of too
 */
public record Report(String command, List<String> subjects, List<Notice> notices) {

  public Report {
    subjects = List.copyOf(subjects);
    notices = List.copyOf(notices);
  }

  /** What is said of a subject. */
  List<Notice> about(String subject) {
    return notices.stream().filter(notice -> notice.subject().equals(subject)).toList();
  }
}
