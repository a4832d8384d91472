package io.parley.ledger.verify;

import io.parley.ledger.evidence.Locked;
import io.parley.ledger.evidence.Seen;
import io.parley.ledger.evidence.Sent;
import io.parley.ledger.evidence.Stream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was sent while the messages' table was locked must not be answered or delivered before it was released. */
final class Locks {
    private record Place(String application, String chat, long seq) {}

    private Locks() {}

    static List<Finding> check(Collection<Sent> sent, List<Stream> streams, List<Locked> locks) {
        List<Finding> findings = new ArrayList<>();
        Map<Place, Long> notBefore = new HashMap<>();
        for (Sent each : sent) {
            Sent.Answer.Acknowledged ack = each.acknowledged();
            for (Locked lock : locks) {
                if (ack != null && lock.fromMillis() < each.firstAtMillis() && each.firstAtMillis() < lock.toMillis()) {
                    Sent.Content content = each.content();
                    notBefore.put(
                            new Place(content.application().toString(), content.chat(), ack.seq()), lock.toMillis());
                    if (ack.atMillis() < lock.toMillis()) {
                        findings.add(new Finding(
                                Finding.Kind.TOO_EARLY,
                                "sender of " + content.chat(),
                                content.clientId() + " was acknowledged while the table was locked",
                                ack.atMillis()));
                    }
                }
            }
        }
        streams.forEach(stream -> findings.addAll(delivered(stream, notBefore)));
        return findings;
    }

    private static List<Finding> delivered(Stream stream, Map<Place, Long> notBefore) {
        List<Finding> findings = new ArrayList<>();
        String application = stream.application().toString();
        for (Stream.Connection connection : stream.connections()) {
            for (Seen event : connection.events()) {
                Long earliest = notBefore.get(new Place(application, event.chat(), event.seq()));
                if (event.isMessage() && earliest != null && event.atMillis() < earliest) {
                    findings.add(Views.finding(
                            Finding.Kind.TOO_EARLY, stream.device() + ", " + event.chat() + ", locked", event));
                }
            }
        }
        return findings;
    }
}
