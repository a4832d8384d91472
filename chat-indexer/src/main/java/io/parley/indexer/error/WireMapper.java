package io.parley.indexer.error;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.contract.Json;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** REST speaks the JSON of the contract: the same mapper as on the socket and the broker. */
final class WireMapper {
    @Produces
    @Singleton
    ObjectMapper mapper() {
        return Json.MAPPER.copy();
    }
}
