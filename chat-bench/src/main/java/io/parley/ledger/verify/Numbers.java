package io.parley.ledger.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The database by itself: numbers without holes, each once, and each message once. */
final class Numbers {
    private Numbers() {}

    static List<Finding> check(Truth.Chat chat, long nowMillis) {
        String where = "PostgreSQL, " + chat.id();
        List<Finding> findings = new ArrayList<>();
        Map<Long, List<String>> revs = chat.revs();
        for (long rev = 1; rev <= chat.lastRev(); rev++) {
            List<String> takers = revs.getOrDefault(rev, List.of());
            if (takers.isEmpty()) {
                findings.add(new Finding(Finding.Kind.HOLE, where, "nothing has rev " + rev, nowMillis));
            } else if (takers.size() > 1) {
                findings.add(new Finding(Finding.Kind.DOUBLED, where, "rev %d: %s".formatted(rev, takers), nowMillis));
            }
        }
        revs.keySet().stream()
                .filter(rev -> rev > chat.lastRev())
                .forEach(rev -> findings.add(
                        new Finding(Finding.Kind.HOLE, where, "rev %d is beyond the last".formatted(rev), nowMillis)));
        findings.addAll(messages(where, chat, nowMillis));
        if (chat.publishedRev() != chat.lastRev()) {
            findings.add(new Finding(
                    Finding.Kind.LOST,
                    where,
                    "published only up to rev %d of %d".formatted(chat.publishedRev(), chat.lastRev()),
                    nowMillis));
        }
        return findings;
    }

    private static List<Finding> messages(String where, Truth.Chat chat, long nowMillis) {
        List<Finding> findings = new ArrayList<>();
        Set<Long> numbers = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Truth.Stored message : chat.messages()) {
            if (!numbers.add(message.seq())) {
                findings.add(new Finding(
                        Finding.Kind.DOUBLED, where, "message number " + message.seq(), message.createdMillis()));
            }
            if (!names.add(message.sender() + " " + message.clientId())) {
                findings.add(new Finding(
                        Finding.Kind.DOUBLED,
                        where,
                        "%s is stored twice, again as message %d".formatted(message.clientId(), message.seq()),
                        message.createdMillis()));
            }
        }
        for (long seq = 1; seq <= chat.lastSeq(); seq++) {
            if (!numbers.contains(seq)) {
                findings.add(new Finding(Finding.Kind.HOLE, where, "nothing has seq " + seq, nowMillis));
            }
        }
        return findings;
    }
}
