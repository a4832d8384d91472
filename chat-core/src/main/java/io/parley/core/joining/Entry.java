package io.parley.core.joining;

import io.parley.contract.Check;
import io.parley.contract.Role;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.ChatSettings;
import io.parley.contract.event.Member;
import io.parley.contract.rest.Chats;
import io.parley.contract.rest.Joining;
import io.parley.core.database.Sql;
import io.parley.core.directory.Directory;
import io.parley.core.directory.DirectoryUser;
import io.parley.core.identity.Access;
import io.parley.core.identity.Caller;
import io.parley.core.identity.ChatAccess;
import io.parley.core.subscription.SubscriptionService;
import io.parley.core.timeline.Timeline;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Users come into chats: by themselves, by an invite, or many at once. */
@Singleton
class Entry {
    private static final int MANY = 1_000;

    private static final String USE = """
            update invite set uses = uses + 1
             where id = ? and (max_uses is null or uses < max_uses) and (expires_at is null or expires_at > ?)
            """;

    private final Timeline timeline;
    private final SubscriptionService subscriptions;
    private final Directory directory;
    private final Invites invites;
    private final Access access;

    @Inject
    Entry(Timeline timeline, SubscriptionService subscriptions, Directory directory, Invites invites, Access access) {
        this.timeline = timeline;
        this.subscriptions = subscriptions;
        this.directory = directory;
        this.invites = invites;
        this.access = access;
    }

    /** A chat that is open to all of the application. */
    SubscriptionService.Subscribed open(ChatAccess chat, Caller.User caller) {
        DirectoryUser user = directory.byId(caller.id(), "user");
        UUID application = chat.inApplication().application();
        return timeline.write(application, chat.chat(), tx -> {
            Optional<SubscriptionService.Subscribed> present =
                    subscriptions.subscribed(tx, user).map(member -> new SubscriptionService.Subscribed(member, false));
            if (present.isEmpty() && tx.settings().joining() != ChatSettings.Joining.OPEN) {
                throw new ContractException(
                        ErrorCode.FORBIDDEN, "This chat is not open: ask to be let in, by a join request.");
            }
            return present.isPresent() ? present.get() : subscriptions.enter(tx, application, user, Role.MEMBER);
        });
    }

    /** An invite's chat, also for one who is not of the application yet. */
    Joining.Joined invited(String application, Caller.User caller, @Nullable String token) {
        if (token == null || token.isEmpty() || token.length() > 64) {
            throw ContractException.invalid("invite", "invite must be the token of an invite");
        }
        UUID id = access.invitable(application, caller);
        Invites.Good invite = invites.find(id, token);
        DirectoryUser user = directory.byId(caller.id(), "user");
        return timeline.write(id, invite.chat(), tx -> {
            SubscriptionService.Subscribed entered = subscriptions.enter(tx, id, user, invite.role());
            // One who is there already uses nothing up; what is used up now takes the entry back.
            if (entered.joined() && Sql.update(tx.connection(), USE, invite.id(), tx.now()) == 0) {
                throw Invites.notGood();
            }
            return new Joining.Joined(invite.chat(), entered.member());
        });
    }

    /**
     * Subscribes many in one transaction, with a number of statements that does not depend on how many. Who they are is looked up
     * at once, and so outside of it.
     */
    Supplier<Joining.SubscribedMany> many(ChatAccess chat, Joining.@Nullable SubscribeMany body) {
        List<Chats.Subscribe> asked = body == null ? null : body.subscriptions();
        if (asked == null || asked.isEmpty() || asked.size() > MANY) {
            throw ContractException.invalid("subscriptions", "subscriptions must be 1 to %d users".formatted(MANY));
        }
        Joining.SubscribedOne[] results = new Joining.SubscribedOne[asked.size()];
        Map<Integer, SubscriptionService.Newcomer> newcomers = new LinkedHashMap<>();
        Map<String, DirectoryUser> known = directory.known(asked.stream()
                .map(one -> one == null ? null : one.user())
                .filter(Objects::nonNull)
                .toList());
        for (int i = 0; i < results.length; i++) {
            try {
                newcomers.put(i, newcomer(asked.get(i), known));
            } catch (ContractException e) {
                results[i] = new Joining.SubscribedOne(null, null, new Joining.Failure(e.code(), e.detail()));
            }
        }
        return () -> {
            enter(chat, newcomers, results);
            return new Joining.SubscribedMany(List.of(results));
        };
    }

    private SubscriptionService.Newcomer newcomer(Chats.@Nullable Subscribe one, Map<String, DirectoryUser> known) {
        if (one == null || (one.user() == null) == (one.username() == null)) {
            throw ContractException.invalid("user", "Give one of user and username, to say whom to subscribe");
        }
        Role role = one.role() == null ? Role.MEMBER : one.role();
        if (role == Role.OWNER) {
            throw ContractException.invalid("role", "Owners are made one by one");
        }
        String id = one.user();
        if (id == null) {
            return new SubscriptionService.Newcomer(
                    directory.byUsername(Objects.requireNonNull(one.username()), "username"), role);
        }
        DirectoryUser user = known.get(Check.userId(id, "user"));
        return new SubscriptionService.Newcomer(user == null ? directory.byId(id, "user") : user, role);
    }

    private void enter(
            ChatAccess chat, Map<Integer, SubscriptionService.Newcomer> asked, Joining.SubscribedOne[] results) {
        UUID application = chat.inApplication().application();
        timeline.write(application, chat.chat(), tx -> {
            Map<String, Member> members = subscriptions.subscribed(
                    tx,
                    asked.values().stream()
                            .map(SubscriptionService.Newcomer::user)
                            .toList());
            Map<String, SubscriptionService.Newcomer> missing = new LinkedHashMap<>();
            Set<Integer> joins = new HashSet<>();
            asked.forEach((index, newcomer) -> {
                String user = newcomer.user().id();
                if (!members.containsKey(user) && missing.putIfAbsent(user, newcomer) == null) {
                    joins.add(index);
                }
            });
            if (!missing.isEmpty()) {
                subscriptions
                        .join(tx, application, List.copyOf(missing.values()))
                        .forEach(member -> members.put(member.user(), member));
            }
            asked.forEach((index, newcomer) -> results[index] =
                    new Joining.SubscribedOne(members.get(newcomer.user().id()), joins.contains(index), null));
            return members.size();
        });
    }
}
