package io.parley.indexer.index;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * The two indexes, each behind an alias: {@code <name>} stands for {@code <name>-v<N>}, so that one with another
 * mapping can be filled beside it and take over the name (see {@link Migration}).
 *
 * <p>They are made when something is to be written and the alias is missing, whether nothing was ever written or
 * somebody wiped them. Everything is written with {@code require_alias}, so that the engine never makes an index by
 * itself, with a mapping of its own guess.
 */
@ApplicationScoped
public class Indexes {
    private static final Logger LOG = Logger.getLogger(Indexes.class);
    /** Of the mapping of messages: one more with every change that needs the messages to be analyzed again. */
    private static final int VERSION = 3;

    private static final String MEMBERS_VERSION = "-v1";

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
        ensure(messages(), current(), "/search/messages.json");
        ensure(members(), members() + MEMBERS_VERSION, "/search/members.json");
    }

    private String current() {
        return messages() + "-v" + VERSION;
    }

    /** Indexes of messages of older versions, the oldest first. */
    List<String> outdated() {
        return IntStream.range(1, VERSION)
                .mapToObj(version -> messages() + "-v" + version)
                .filter(index -> engine.exists("/" + index))
                .toList();
    }

    /** The alias of the index of this version before it takes over. */
    String next() {
        return messages() + "-next";
    }

    /** Makes the index of this version, beside the one that is searched. */
    void prepareNext() {
        ensure(next(), current(), "/search/messages.json");
    }

    /** Lets the index of this version take over from an old one, in one step that no search and no write can fall between. */
    void swap(String old) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode actions = body.putArray("actions");
        if (engine.exists("/" + old + "/_alias/" + messages())) {
            alias(actions, "remove", old, messages());
        }
        alias(actions, "add", current(), messages()).put("is_write_index", true);
        engine.call("POST", "/_aliases", body);
    }

    private static ObjectNode alias(ArrayNode actions, String action, String index, String alias) {
        return actions.addObject().putObject(action).put("index", index).put("alias", alias);
    }

    /** Adds what this version knows and the one that made the indexes did not; what is there stays. */
    void update() {
        update(messages(), "/search/messages.json");
        update(members(), "/search/members.json");
    }

    private void update(String alias, String resource) {
        if (engine.exists("/_alias/" + alias)) {
            engine.call("PUT", "/" + alias + "/_mapping", definition(resource).path("mappings"));
        }
    }

    private void ensure(String alias, String index, String resource) {
        if (engine.exists("/_alias/" + alias)) {
            return;
        }
        ObjectNode definition = definition(resource);
        definition.putObject("aliases").putObject(alias).put("is_write_index", true);
        try {
            engine.call("PUT", "/" + index, definition);
            LOG.infof("Made the index %s", index);
        } catch (EngineRefusedException e) {
            if (!e.because("resource_already_exists_exception")) {
                throw e;
            }
            // Another indexer was faster, or the alias alone was removed.
            engine.call("PUT", "/" + index + "/_alias/" + alias, Json.MAPPER.createObjectNode());
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
