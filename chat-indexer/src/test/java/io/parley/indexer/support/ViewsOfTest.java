package io.parley.indexer.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.Json;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Internal;
import io.parley.indexer.core.Views;
import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What chat-core says of who searches in these tests: of an application is who ever joined a chat of it. */
@Mock
@Singleton
public class ViewsOfTest implements Views {
    private static final Internal.View ALL = new Internal.View(List.of(), List.of(), List.of());

    private final Set<String> members = ConcurrentHashMap.newKeySet();
    private final Map<String, Internal.View> views = new ConcurrentHashMap<>();

    void joined(Object application, String user) {
        members.add(application + "|" + user);
    }

    /** From now on this is what a user may not see. */
    public void say(Object application, String user, Internal.View view) {
        views.put(application + "|" + user, view);
    }

    @Override
    public Internal.View view(String token, String application, Duration timeout) {
        String payload = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        String user = Json.read(payload, JsonNode.class).path("sub").asText();
        String who = application + "|" + user;
        if (!members.contains(who)) {
            throw new ContractException(ErrorCode.APPLICATION_NOT_FOUND);
        }
        return views.getOrDefault(who, ALL);
    }
}
