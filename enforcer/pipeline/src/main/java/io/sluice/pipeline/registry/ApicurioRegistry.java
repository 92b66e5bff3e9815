package io.sluice.pipeline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.pipeline.registry.RegistryHttp.Answer;
import org.apache.avro.AvroRuntimeException;

/** An Apicurio Registry. Thread-safe; asks anew each time. */
public final class ApicurioRegistry implements SchemaSource, AutoCloseable {

  private final RegistryHttp http;
  private final AvroTexts texts;

  public ApicurioRegistry(RegistrySettings settings) {
    this.http = new RegistryHttp(settings);
    this.texts = new AvroTexts(http);
  }

  /** The contracts that are registered there. */
  public ContractStore contracts() {
    return new ContractStore(http);
  }

  /** Registers contracts there. */
  public Publisher publisher() {
    return new Publisher(http);
  }

  @Override
  public SchemaLookup byContentId(long id) {
    return lookup("contentIds", id);
  }

  @Override
  public SchemaLookup byGlobalId(long id) {
    return lookup("globalIds", id);
  }

  private SchemaLookup lookup(String kind, long id) {
    String path = RegistryHttp.path("ids", kind, Long.toString(id));
    try {
      Answer content = http.get(path);
      if (content.isNotFound()) {
        return new SchemaLookup.Unknown();
      }
      if (!content.isFound()) {
        return new SchemaLookup.Unavailable("the registry answered " + content.problem());
      }
      JsonNode references = http.json(http.get(path + "/references"));
      return new SchemaLookup.Found(texts.parse(content.text(), references));
    } catch (RegistryUnavailableException e) {
      return new SchemaLookup.Unavailable(String.valueOf(e.getMessage()));
    } catch (AvroRuntimeException e) {
      return new SchemaLookup.Unreadable("not an Avro schema: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
