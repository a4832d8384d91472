package io.parley.indexer.index;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The indexes, each behind an alias: {@code <name>} stands for {@code <name>-v<N>} or {@code <name>-v<N>-<M>}, so that another one
 * can be filled beside it and take over the name (see {@link Migration} and {@link #prepareAnother}).
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

    private static final String FIRST = "-v1";
    private static final String MESSAGES = "/search/messages.json";
    /** Of a query: bounds the chats of one user. */
    private static final String TERMS = "max_terms_count";

    private static final Pattern NUMBERED = Pattern.compile(".*-v([0-9]{1,6})(?:-[0-9]+)?");

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final SearchEngine engine;
    private final SearchConfig config;
    private final AtomicBoolean made = new AtomicBoolean();

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

    /** The alias of what is known of upkeep. */
    public String upkeep() {
        return config.index() + "-upkeep";
    }

    /** Makes what is missing. Several indexers may do so at the same time. */
    public void ensure() {
        boolean messages = ensure(messages(), current(), MESSAGES);
        boolean members = ensure(members(), members() + FIRST, "/search/members.json");
        if (messages || members) {
            made.set(true);
        }
        ensure(upkeep(), upkeep() + FIRST, "/search/upkeep.json");
    }

    /** Whether an index was made here since this was asked last: it lacks what was before. */
    public boolean takeMade() {
        return made.getAndSet(false);
    }

    /** Lets {@link #takeMade} answer once more that one was made. */
    public void askAgain() {
        made.set(true);
    }

    private String current() {
        return messages() + "-v" + VERSION;
    }

    /** Indexes of messages of older versions, the oldest first. */
    List<String> outdated() {
        return ofMessages().stream()
                .filter(index -> version(index) < VERSION)
                .sorted(Comparator.comparingInt(Indexes::version).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static int version(String index) {
        Matcher matcher = NUMBERED.matcher(index);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : Integer.MAX_VALUE;
    }

    private List<String> ofMessages() {
        return names("/" + messages() + "-v*/_alias");
    }

    private List<String> names(String path) {
        List<String> names = new ArrayList<>();
        engine.get(path, TIMEOUT).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The alias of an index that is to take over, while it is filled. */
    public String next() {
        return messages() + "-next";
    }

    /** Whether there is such an index. */
    boolean isNextThere() {
        return engine.exists("/_alias/" + next());
    }

    /** Makes the index of this version, beside the one that is searched. */
    void prepareNext() {
        ensure(next(), current(), MESSAGES);
    }

    /**
     * Makes an empty index of this version, beside the one that is searched; one that was begun before and not finished is
     * removed.
     *
     * @param number tells it from the others
     */
    public void prepareAnother(long number) {
        String another = current() + "-" + number;
        for (String index : engine.exists("/_alias/" + next()) ? names("/_alias/" + next()) : List.<String>of()) {
            if (engine.exists("/" + index + "/_alias/" + messages())) {
                engine.delete("/" + index + "/_alias/" + next());
            } else if (!index.equals(another)) {
                engine.delete("/" + index);
            }
        }
        ensure(next(), another, MESSAGES);
    }

    /**
     * Lets the index behind {@link #next} take over, in one step that no search and no write can fall between. Nothing happens
     * where there is none.
     */
    public void takeOver() {
        if (!isNextThere()) {
            return;
        }
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode actions = body.putArray("actions");
        List<String> taking = names("/_alias/" + next());
        if (engine.exists("/_alias/" + messages())) {
            names("/_alias/" + messages()).stream()
                    .filter(index -> !taking.contains(index))
                    .forEach(index -> alias(actions, "remove", index, messages()));
        }
        for (String index : taking) {
            alias(actions, "add", index, messages()).put("is_write_index", true);
            alias(actions, "remove", index, next());
        }
        engine.call("POST", "/_aliases", body);
    }

    /** Removes the indexes of messages of this version that are neither searched nor filled. */
    public void removeLeft() {
        for (String index : ofMessages()) {
            if (version(index) == VERSION
                    && engine.get("/" + index + "/_alias", TIMEOUT)
                            .path(index)
                            .path("aliases")
                            .isEmpty()) {
                engine.delete("/" + index);
                LOG.infof("Removed the index %s", index);
            }
        }
    }

    private static ObjectNode alias(ArrayNode actions, String action, String index, String alias) {
        return actions.addObject().putObject(action).put("index", index).put("alias", alias);
    }

    /** Adds what this version knows and the one that made the indexes did not; what is there stays. */
    void update() {
        update(messages(), MESSAGES);
        if (engine.exists("/_alias/" + messages())) {
            ObjectNode settings = Json.MAPPER.createObjectNode();
            settings.set(TERMS, definition(MESSAGES).at("/settings/index/" + TERMS));
            engine.call("PUT", "/" + messages() + "/_settings", settings);
        }
        update(members(), "/search/members.json");
    }

    private void update(String alias, String resource) {
        if (engine.exists("/_alias/" + alias)) {
            engine.call("PUT", "/" + alias + "/_mapping", definition(resource).path("mappings"));
        }
    }

    /** @return whether the index was made */
    private boolean ensure(String alias, String index, String resource) {
        if (engine.exists("/_alias/" + alias)) {
            return false;
        }
        ObjectNode definition = definition(resource);
        definition.putObject("aliases").putObject(alias).put("is_write_index", true);
        try {
            engine.call("PUT", "/" + index, definition);
            LOG.infof("Made the index %s", index);
            return true;
        } catch (EngineRefusedException e) {
            if (!e.because("resource_already_exists_exception")) {
                throw e;
            }
            // Another indexer was faster, or the alias alone was removed.
            engine.call("PUT", "/" + index + "/_alias/" + alias, Json.MAPPER.createObjectNode());
            return false;
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
