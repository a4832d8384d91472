package io.parley.ledger.verify;

import io.parley.client.ApplicationClient;
import io.parley.client.ChatClient;
import io.parley.client.History;
import io.parley.client.ParleyException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Event;
import io.parley.contract.event.Message;
import io.parley.contract.rest.Page;
import io.parley.contract.rest.Sync;
import io.parley.ledger.evidence.Seen;
import io.parley.ledger.traffic.Person;
import io.parley.ledger.traffic.Tenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a person is told by REST: history from both ends, and {@code sync} from nothing. */
final class Api {
    private static final int PAGE = 200;
    private static final int CHANGES = 400;

    private final Tenant tenant;
    private final Person person;
    private final long nowMillis;
    private final List<Finding> findings = new ArrayList<>();

    private Api(Tenant tenant, Person person, long nowMillis) {
        this.tenant = tenant;
        this.person = person;
        this.nowMillis = nowMillis;
    }

    static List<Finding> check(Tenant tenant, Person person, Truth truth, long nowMillis) {
        Api api = new Api(tenant, person, nowMillis);
        Map<String, List<Event>> synced = api.sync(person.in(tenant.id(), 0));
        for (Truth.Chat chat : truth.chats()) {
            if (chat.application().equals(tenant.id())) {
                if (chat.member(person.id())) {
                    api.history(chat);
                    api.changes(chat, synced.getOrDefault(chat.id(), List.of()));
                } else {
                    api.closed(chat, synced);
                }
            }
        }
        return api.findings;
    }

    private String where(String what, Truth.Chat chat) {
        return "%s of %s in %s for %s".formatted(what, chat.id(), tenant.name(), person.name());
    }

    private void history(Truth.Chat chat) {
        List<Truth.Stored> visible = chat.visibleTo(person.id());
        int core = (int) chat.key();
        ChatClient forwards = person.in(tenant.id(), core).chat(chat.id());
        findings.addAll(
                Views.compare(where("history", chat), visible, pages(forwards, History.after(0)), chat, nowMillis));
        ChatClient backwards = person.in(tenant.id(), core + 1).chat(chat.id());
        findings.addAll(Views.compare(
                where("history backwards", chat),
                visible.reversed(),
                pages(backwards, History.latest()),
                chat,
                nowMillis));
    }

    private List<Seen> pages(ChatClient client, History first) {
        List<Seen> all = new ArrayList<>();
        Page<Message> page = client.history(first.pagesOf(PAGE));
        page.items().forEach(message -> all.add(Seen.of(client.id(), message, nowMillis)));
        while (page.next() != null) {
            page = client.history(first.pagesOf(PAGE).at(page.next()));
            page.items().forEach(message -> all.add(Seen.of(client.id(), message, nowMillis)));
        }
        return all;
    }

    /** All changes of all chats, from nothing, as many requests as it takes. */
    private Map<String, List<Event>> sync(ApplicationClient client) {
        Map<String, List<Event>> changes = new HashMap<>();
        Map<String, Long> known = new HashMap<>();
        boolean more = true;
        while (more) {
            more = false;
            Map<String, Long> asked = Map.copyOf(known);
            String cursor = null;
            do {
                Sync.Response page = client.sync(new Sync.Request(asked, CHANGES, cursor));
                for (Sync.ChatChanges chat : page.chats()) {
                    changes.computeIfAbsent(chat.chat(), _ -> new ArrayList<>()).addAll(chat.changes());
                    known.put(chat.chat(), chat.rev());
                    more |= chat.more();
                }
                cursor = page.next();
            } while (cursor != null);
        }
        return changes;
    }

    /** Each message and each change that was not overtaken, exactly once, in the order of revs. */
    private void changes(Truth.Chat chat, List<Event> changes) {
        String where = where("sync", chat);
        List<Seen> seen =
                changes.stream().map(event -> Seen.of(event, nowMillis)).toList();
        findings.addAll(Views.compare(
                where,
                chat.visibleTo(person.id()),
                seen.stream().filter(Seen::isMessage).toList(),
                chat,
                nowMillis));
        Set<Long> revs = new HashSet<>();
        long last = 0;
        for (Seen each : seen) {
            if (!revs.add(each.rev())) {
                findings.add(Views.finding(Finding.Kind.DOUBLED, where, each));
            } else if (each.rev() < last) {
                findings.add(Views.finding(Finding.Kind.OUT_OF_ORDER, where, each));
            }
            last = each.rev();
        }
        chat.current().stream()
                .filter(change -> !revs.contains(change.rev()))
                .forEach(change -> findings.add(new Finding(
                        Finding.Kind.LOST,
                        where,
                        "%s, rev %d".formatted(change.kind(), change.rev()),
                        change.atMillis())));
    }

    /** Who is not in it does not see that there is such a chat. */
    private void closed(Truth.Chat chat, Map<String, List<Event>> synced) {
        if (synced.containsKey(chat.id())) {
            findings.add(new Finding(Finding.Kind.LEAKED, where("sync", chat), "not a member", nowMillis));
        }
        try {
            person.in(tenant.id(), (int) chat.key()).chat(chat.id()).history(History.latest());
            findings.add(new Finding(Finding.Kind.LEAKED, where("history", chat), "not a member", nowMillis));
        } catch (ParleyException e) {
            if (e.code() != ErrorCode.CHAT_NOT_FOUND) {
                throw e;
            }
        }
    }
}
