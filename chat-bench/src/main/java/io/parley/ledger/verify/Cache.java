package io.parley.ledger.verify;

import io.parley.contract.Json;
import io.parley.contract.event.Message;
import io.parley.ledger.evidence.Seen;
import io.parley.ledger.part.RedisConnection;
import io.parley.stack.server.Endpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What Redis holds, as it lies there: less than PostgreSQL is in order, anything else is not. */
final class Cache {
    private Cache() {}

    static List<Finding> check(Endpoint.Redis redis, Truth truth, long nowMillis) throws IOException {
        List<Finding> findings = new ArrayList<>();
        try (RedisConnection connection = RedisConnection.open(redis)) {
            for (Truth.Chat chat : truth.chats()) {
                String key = "parley:{%d}:recent".formatted(chat.key());
                List<String> answer = connection.call("ZRANGE", key, "0", "-1", "WITHSCORES");
                findings.addAll(check("cache, " + chat.id(), answer, chat, nowMillis));
            }
        }
        return findings;
    }

    /** @param members and scores, in turns, lowest score first */
    static List<Finding> check(String where, List<String> members, Truth.Chat chat, long nowMillis) {
        List<Seen> held = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i + 1 < members.size(); i += 2) {
            String member = members.get(i);
            int bar = member.indexOf('|');
            Message message = Json.read(member.substring(bar + 1), Message.class);
            held.add(Seen.of(chat.id(), message, nowMillis));
            if (Long.parseLong(member.substring(0, bar)) != message.rev()
                    || Long.parseLong(members.get(i + 1)) != message.seq()) {
                findings.add(new Finding(
                        Finding.Kind.DIFFERENT,
                        where,
                        "message %d under other numbers".formatted(message.seq()),
                        nowMillis));
            }
        }
        List<Truth.Stored> expected = chat.messages().stream()
                .filter(message -> held.stream().anyMatch(seen -> seen.seq() == message.seq()))
                .toList();
        findings.addAll(Views.compare(where, expected, held, chat, nowMillis));
        return findings;
    }
}
