package io.parley.indexer.index;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jboss.logging.Logger;

/**
 * The two indexes, each behind an alias: {@code <name>} stands for {@code <name>-v1}, so that one with another mapping
 * can be filled beside it and take over the name.
 *
 * <p>They are made when something is to be written and the alias is missing, whether nothing was ever written or
 * somebody wiped them. Everything is written with {@code require_alias}, so that the engine never makes an index by
 * itself, with a mapping of its own guess.
 */
@ApplicationScoped
public class Indexes {
    private static final Logger LOG = Logger.getLogger(Indexes.class);
    private static final String VERSION = "-v1";

    private final SearchEngine engine;
    private final SearchConfig config;

    Indexes(SearchEngine engine, SearchConfig config) {
        this.engine = engine;
        this.config = config;
    }

    /** The alias of messages. */
    public String messages() {
        return config.index();
    }

    /** The alias of memberships. */
    public String members() {
        return config.index() + "-members";
    }

    /** Makes what is missing. Several indexers may do so at the same time. */
    public void ensure() {
        ensure(messages(), "/search/messages.json");
        ensure(members(), "/search/members.json");
    }

    /** Adds what this version knows of messages and the one that made the index did not; what is there stays. */
    void update() {
        if (engine.exists("/_alias/" + messages())) {
            engine.call(
                    "PUT",
                    "/" + messages() + "/_mapping",
                    definition("/search/messages.json").path("mappings"));
        }
    }

    private void ensure(String alias, String resource) {
        if (engine.exists("/_alias/" + alias)) {
            return;
        }
        ObjectNode definition = definition(resource);
        definition.putObject("aliases").putObject(alias).put("is_write_index", true);
        try {
            engine.call("PUT", "/" + alias + VERSION, definition);
            LOG.infof("Made the index %s%s", alias, VERSION);
        } catch (EngineRefusedException e) {
            if (!e.because("resource_already_exists_exception")) {
                throw e;
            }
            // Another indexer was faster, or the alias alone was removed.
            engine.call("PUT", "/" + alias + VERSION + "/_alias/" + alias, Json.MAPPER.createObjectNode());
        }
    }

    private ObjectNode definition(String resource) {
        try (InputStream in = Indexes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + resource + " is missing");
            }
            ObjectNode definition = (ObjectNode) Json.MAPPER.readTree(in);
            ObjectNode settings = definition.withObject("/settings/index");
            settings.put("number_of_shards", config.shards());
            settings.put("refresh_interval", config.refreshInterval().toMillis() + "ms");
            return definition;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
