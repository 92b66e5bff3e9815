package io.sluice.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Dockerfile, as far as it can be read without a container engine. */
record ImageRecipe(List<Instruction> instructions) {

  private static final Pattern VARIABLE = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|(\\S*))");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");

  /** One instruction, its continued lines joined and its build arguments filled in. */
  record Instruction(String keyword, String arguments) {

    /** The words of the form that is an array of JSON. */
    List<String> words() {
      return WORD.matcher(arguments).results().map(match -> match.group(1)).toList();
    }
  }

  static ImageRecipe read() throws IOException {
    Path file = Repository.ROOT.resolve("Dockerfile");
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("#")) {
        text.append(line).append('\n');
      }
    }
    Map<String, String> build = new LinkedHashMap<>();
    List<Instruction> instructions = new ArrayList<>();
    for (String line : text.toString().replace("\\\n", " ").split("\n", -1)) {
      if (!line.isBlank()) {
        String[] parts = line.strip().split("\\s+", 2);
        String arguments = parts[1];
        for (var argument : build.entrySet()) {
          arguments = arguments.replace("${" + argument.getKey() + "}", argument.getValue());
        }
        if (parts[0].equals("ARG")) {
          build.putAll(variables(arguments));
        }
        instructions.add(new Instruction(parts[0], arguments));
      }
    }
    return new ImageRecipe(instructions);
  }

  private static Map<String, String> variables(String text) {
    Map<String, String> variables = new LinkedHashMap<>();
    Matcher variable = VARIABLE.matcher(text);
    while (variable.find()) {
      variables.put(
          variable.group(1), variable.group(2) == null ? variable.group(3) : variable.group(2));
    }
    return variables;
  }

  List<Instruction> all(String keyword) {
    return instructions.stream().filter(i -> i.keyword().equals(keyword)).toList();
  }

  /** The one that holds: of several, the last. */
  Instruction last(String keyword) {
    return all(keyword).getLast();
  }

  Map<String, String> buildArguments() {
    return variables(last("ARG").arguments());
  }

  Map<String, String> environment() {
    return variables(last("ENV").arguments());
  }
}
