package io.sluice.cli.report;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Results of tests as JUnit's XML has them: a suite for each subject, a case for each notice, which
 * has failed where the build fails by it.
 */
public final class JUnit {

  private JUnit() {}

  /** The whole document. */
  public static String render(Report report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", "sluice " + report.command());
      for (String subject : report.subjects()) {
        suite(report, subject, xml);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.append('\n').toString();
  }

  private static void suite(Report report, String subject, XMLStreamWriter xml)
      throws XMLStreamException {
    List<Notice> notices = report.about(subject);
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", lawful(subject));
    xml.writeAttribute("tests", String.valueOf(Math.max(1, notices.size())));
    xml.writeAttribute("failures", String.valueOf(notices.stream().filter(Notice::fails).count()));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", "0");
    xml.writeAttribute("time", "0");
    if (notices.isEmpty()) {
      // A suite without a case is taken for one that did not run.
      start(report.command(), subject, xml);
      xml.writeEndElement();
    }
    for (Notice notice : notices) {
      start(notice.rule() + " at " + notice.place(), subject, xml);
      xml.writeStartElement(notice.fails() ? "failure" : "system-out");
      if (notice.fails()) {
        xml.writeAttribute("message", lawful(notice.message()));
        xml.writeAttribute("type", lawful(notice.rule()));
      }
      xml.writeCharacters(lawful(notice.place() + "\n" + notice.text()));
      xml.writeEndElement();
      xml.writeEndElement();
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  private static void start(String name, String subject, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("name", lawful(name));
    xml.writeAttribute("classname", lawful(subject));
    xml.writeAttribute("time", "0");
  }

  /** What XML 1.0 has no way to write is not written (section 2.2, "Characters"). */
  private static String lawful(String text) {
    return text.codePoints()
        .map(c -> isLawful(c) ? c : 0xFFFD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isLawful(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
