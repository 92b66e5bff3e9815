package io.sluice.bench.subject;

import java.util.function.Consumer;
import org.apache.avro.generic.GenericRecord;

/**
 * One rule of a contract, said again for those who judge decoded records.
 *
 * @param id as the contract has it
 * @param cel what has to hold of {@code message}
 * @param breach breaks this rule of a compliant record
 */
public record CaseRule(String id, String cel, Consumer<GenericRecord> breach) {}
