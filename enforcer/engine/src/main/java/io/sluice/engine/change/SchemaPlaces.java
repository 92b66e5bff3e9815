package io.sluice.engine.change;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.engine.finding.Location;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the fields of an Avro schema stand in its file. What a named type brings in where it is
 * used again has no place there, nor has a field whose type is written before its name.
 */
final class SchemaPlaces {

  private final String file;
  private final Map<String, Location> places = new HashMap<>();

  private SchemaPlaces(String file) {
    this.file = file;
  }

  /** The places in a schema's text; none of a text that is no JSON. */
  static SchemaPlaces of(String file, String text) {
    SchemaPlaces places = new SchemaPlaces(file);
    try (JsonParser json = new JsonFactory().createParser(text)) {
      json.nextToken();
      places.type(json, "");
    } catch (IOException e) {
      places.places.clear();
    }
    return places;
  }

  /** Nothing has a place. */
  static SchemaPlaces none() {
    return new SchemaPlaces("");
  }

  /**
   * What findings call the schema of a contract: its url, from where the contract stands. What
   * comes before a colon, such as a revision, is kept.
   */
  static String name(String contract, String url) {
    if (url.contains("://")) {
      return url;
    }
    int colon = contract.indexOf(':') + 1;
    try {
      Path path = Path.of(contract.substring(colon)).resolveSibling(url).normalize();
      return contract.substring(0, colon) + path;
    } catch (InvalidPathException e) {
      return url;
    }
  }

  /** Where a field of a path stands. */
  Optional<Location> of(String path) {
    return Optional.ofNullable(places.get(path));
  }

  /** Reads a type, from its first token to its last. */
  private void type(JsonParser json, String above) throws IOException {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        type(json, above);
      }
    } else if (json.currentToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        switch (key) {
          case "fields" -> fields(json, above);
          case "type", "items", "values" -> type(json, above);
          default -> json.skipChildren();
        }
      }
    }
  }

  private void fields(JsonParser json, String above) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      field(json, above);
    }
  }

  private void field(JsonParser json, String above) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    String path = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      if (key.equals("name")) {
        path = above.isEmpty() ? json.getText() : above + "." + json.getText();
        JsonLocation at = json.currentTokenLocation();
        places.putIfAbsent(path, new Location(file, at.getLineNr(), at.getColumnNr()));
      } else if (key.equals("type") && !path.isEmpty()) {
        type(json, path);
      } else {
        json.skipChildren();
      }
    }
  }
}
