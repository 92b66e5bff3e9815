package io.sluice.cli.export;

import io.sluice.pipeline.count.PipelineMeters;
import java.util.ArrayList;
import java.util.List;

/**
 * A selector of series in PromQL, such as {@code sluice_sli_current{contract="a",sli="b"}}. Values
 * are whatever a contract calls its promises, and are quoted.
 */
public final class Selector {

  private final String series;
  private final List<String> matchers;

  private Selector(String series, List<String> matchers) {
    this.series = series;
    this.matchers = matchers;
  }

  public static Selector of(String series) {
    return new Selector(series, List.of());
  }

  /** The series of a major version of a contract. */
  public static Selector of(String series, Subject subject) {
    return of(series)
        .with(PipelineMeters.CONTRACT, subject.id())
        .with(PipelineMeters.MAJOR, Integer.toString(subject.major().number()));
  }

  /** The same, of those alone whose label has a value. */
  public Selector with(String label, String value) {
    return and(label + "=" + quoted(value));
  }

  /** The same, but for those whose label has one of some values, which are words. */
  public Selector without(String label, List<String> words) {
    return and(label + "!~" + quoted(String.join("|", words)));
  }

  private Selector and(String matcher) {
    List<String> more = new ArrayList<>(matchers);
    more.add(matcher);
    return new Selector(series, List.copyOf(more));
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  @Override
  public String toString() {
    return matchers.isEmpty() ? series : series + "{" + String.join(",", matchers) + "}";
  }
}
