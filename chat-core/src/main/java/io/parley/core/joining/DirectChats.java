package io.parley.core.joining;

import io.parley.contract.Check;
import io.parley.contract.Role;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.ChatSettings;
import io.parley.contract.permission.Action;
import io.parley.core.database.Database;
import io.parley.core.database.Sql;
import io.parley.core.directory.Directory;
import io.parley.core.directory.DirectoryUser;
import io.parley.core.identity.ApplicationAccess;
import io.parley.core.identity.Caller;
import io.parley.core.ops.Ids;
import io.parley.core.subscription.SubscriptionService;
import io.parley.core.timeline.ChatProperties;
import io.parley.core.timeline.Timeline;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.stream.Stream;

/** The one chat of two people. A unique key of both holds it together, also when both create it at once. */
@Singleton
class DirectChats {
    private static final String FIND = """
            select c.id from direct_chat d join chat c on c.key = d.chat_key
             where d.application_id = ? and d.user_a = ? and d.user_b = ? and c.deleted_at is null
            """;

    private static final String CLAIM = """
            insert into direct_chat as d (application_id, user_a, user_b, chat_key) values (?, ?, ?, ?)
            on conflict (application_id, user_a, user_b) do update set chat_key = excluded.chat_key
            where not exists (select from chat where key = d.chat_key and deleted_at is null)
            """;

    private final Database database;
    private final Timeline timeline;
    private final SubscriptionService subscriptions;
    private final Directory directory;
    private final Ids ids;

    @Inject
    DirectChats(Database database, Timeline timeline, SubscriptionService subscriptions, Directory directory, Ids ids) {
        this.database = database;
        this.timeline = timeline;
        this.subscriptions = subscriptions;
        this.directory = directory;
        this.ids = ids;
    }

    /** @param created whether it was not there before */
    record Direct(String chat, boolean created) {}

    private record Pair(String first, String second) {
        static Pair of(String one, String other) {
            return one.compareTo(other) < 0 ? new Pair(one, other) : new Pair(other, one);
        }
    }

    /** The caller's chat with another user; both are in it then. */
    Direct with(ApplicationAccess access, Caller.User caller, String other) {
        if (Check.userId(other, "user").equals(caller.id())) {
            throw ContractException.invalid("user", "A direct chat is with somebody else");
        }
        DirectoryUser me = directory.byId(caller.id(), "user");
        DirectoryUser you = directory.byId(other, "user");
        Pair pair = Pair.of(me.id(), you.id());
        Optional<String> there = find(access.application(), pair);
        if (there.isEmpty()) {
            access.require(Action.CREATE_CHAT);
            Optional<String> made = create(access.application(), pair);
            if (made.isPresent()) {
                return new Direct(made.get(), true);
            }
            // The other was quicker.
            there = find(access.application(), pair);
        }
        String chat = there.orElseThrow(() -> new ContractException(ErrorCode.UNAVAILABLE));
        timeline.write(access.application(), chat, tx -> {
            for (DirectoryUser user : Stream.of(me, you).toList()) {
                subscriptions.enter(tx, access.application(), user, Role.MEMBER);
            }
            return chat;
        });
        return new Direct(chat, false);
    }

    private Optional<String> find(UUID application, Pair pair) {
        return database.first(FIND, row -> row.getString(1), application, pair.first(), pair.second());
    }

    private static final class Taken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Taken() {
            super(null, null, false, false);
        }
    }

    private Optional<String> create(UUID application, Pair pair) {
        SequencedMap<String, Role> members = new LinkedHashMap<>();
        List.of(pair.first(), pair.second()).forEach(user -> members.put(user, Role.MEMBER));
        ChatProperties properties = new ChatProperties(null, null, null, true, ChatSettings.DEFAULT);
        String id = ids.shortId();
        try {
            timeline.create(application, id, properties, members, tx -> {
                if (Sql.update(tx.connection(), CLAIM, application, pair.first(), pair.second(), tx.chatKey()) == 0) {
                    throw new Taken();
                }
                subscriptions.admit(tx, application, List.of(pair.first(), pair.second()));
                return id;
            });
            return Optional.of(id);
        } catch (Taken e) {
            return Optional.empty();
        }
    }
}
