package io.parley.core.subscription;

import io.parley.contract.Role;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Event;
import io.parley.contract.event.Member;
import io.parley.contract.permission.Action;
import io.parley.core.database.Sql;
import io.parley.core.database.SqlArrays;
import io.parley.core.directory.DirectoryUser;
import io.parley.core.identity.ChatAccess;
import io.parley.core.timeline.Timeline;
import io.parley.core.timeline.TimelineTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Subscribes users and removes them; each is a change of the chat, under the lock of its row. */
@Singleton
public class SubscriptionService {
    private static final String ADMIT = """
            insert into application_member (application_id, user_id, joined_at)
            select ?, user_id, ? from unnest(?::text[]) with ordinality as t(user_id, ord) order by ord
            on conflict do nothing
            """;

    private static final String ANSWER_REQUESTS = "delete from join_request where chat_key = ? and user_id = any (?)";

    /** A newcomer's unread count begins at zero; one who comes back keeps a marker that is further. */
    private static final String JOIN = """
            insert into subscription as s
                (chat_key, user_id, application_id, role, rev, joined_rev, joined_seq, joined_at, from_seq, read_seq)
            select ?, user_id, ?, role, rev, rev, ?, ?, ?, ?
              from unnest(?::text[], ?::text[], ?::bigint[]) as t(user_id, role, rev)
            on conflict (chat_key, user_id) do update
            set role = excluded.role, rev = excluded.rev, joined_rev = excluded.joined_rev,
                joined_seq = excluded.joined_seq, joined_at = excluded.joined_at, from_seq = excluded.from_seq, left_at = null,
                read_seq = greatest(s.read_seq, excluded.read_seq), unread_seq = null, archived = false, muted_until = null
            """;

    private static final String CHANGE = "update subscription set role = ?, rev = ? where chat_key = ? and user_id = ?";

    private static final String LEAVE =
            "update subscription set left_at = ?, rev = ? where chat_key = ? and user_id = ?";

    private final Timeline timeline;
    private final OwnerRules owners;

    @Inject
    SubscriptionService(Timeline timeline, OwnerRules owners) {
        this.timeline = timeline;
        this.owners = owners;
    }

    /** What came of subscribing. */
    public record Subscribed(Member member, boolean joined) {}

    /**
     * Subscribes a user, or changes the role of one who is subscribed.
     *
     * @param role absent: member, or the role that the user has already
     */
    Subscribed subscribe(ChatAccess access, DirectoryUser user, @Nullable Role role) {
        return timeline.write(access.inApplication().application(), access.chat(), tx -> {
            access.require(tx.settings().toSubscribe());
            Optional<SubscriptionRow> present = SubscriptionRow.find(tx.connection(), tx.chatKey(), user.id())
                    .filter(row -> !row.left());
            if (present.isPresent()) {
                return new Subscribed(change(tx, access, user, present.get(), role), false);
            }
            return new Subscribed(join(tx, access, user, role == null ? Role.MEMBER : role), true);
        });
    }

    private Member join(TimelineTransaction tx, ChatAccess access, DirectoryUser user, Role role) throws SQLException {
        owners.checkGrant(access, role);
        return join(tx, access.inApplication().application(), List.of(new Newcomer(user, role)))
                .getFirst();
    }

    /** Somebody who is to be subscribed. */
    public record Newcomer(DirectoryUser user, Role role) {}

    /** Subscribes users who are not: three statements, however many. */
    public List<Member> join(TimelineTransaction tx, UUID application, List<Newcomer> newcomers) throws SQLException {
        Long from = tx.settings().history() == null ? null : tx.lastSeq() + 1;
        List<Member> members = new ArrayList<>();
        List<Long> revs = new ArrayList<>();
        for (Newcomer newcomer : newcomers) {
            DirectoryUser user = newcomer.user();
            Member member = new Member(
                    user.id(), user.username(), user.displayName(), newcomer.role(), tx.lastSeq(), tx.now(), from);
            members.add(member);
            revs.add(tx.append(next -> new Event.MemberJoined(tx.chatId(), next, member)));
        }
        Array users = SqlArrays.texts(tx.connection(), members, Member::user);
        admit(tx, application, members.stream().map(Member::user).toList());
        Sql.update(
                tx.connection(),
                JOIN,
                tx.chatKey(),
                application,
                tx.lastSeq(),
                tx.now(),
                from,
                tx.lastSeq(),
                users,
                SqlArrays.texts(
                        tx.connection(), members, member -> member.role().wire()),
                SqlArrays.bigints(tx.connection(), revs, rev -> rev));
        Sql.update(tx.connection(), ANSWER_REQUESTS, tx.chatKey(), users);
        return members;
    }

    /** Makes users members of the application, in the order of their ids: so that two who do so do not wait for each other. */
    public void admit(TimelineTransaction tx, UUID application, List<String> users) throws SQLException {
        List<String> sorted = users.stream().sorted().toList();
        Sql.update(
                tx.connection(), ADMIT, application, tx.now(), SqlArrays.texts(tx.connection(), sorted, user -> user));
    }

    /** Subscribes a user, unless subscribed. */
    public Subscribed enter(TimelineTransaction tx, UUID application, DirectoryUser user, Role role)
            throws SQLException {
        Optional<Member> present = subscribed(tx, user);
        return present.isPresent()
                ? new Subscribed(present.get(), false)
                : new Subscribed(
                        join(tx, application, List.of(new Newcomer(user, role))).getFirst(), true);
    }

    /** The subscriptions of many, by user; one statement. */
    public Map<String, Member> subscribed(TimelineTransaction tx, List<DirectoryUser> users) throws SQLException {
        Map<String, DirectoryUser> asked = new HashMap<>();
        users.forEach(user -> asked.put(user.id(), user));
        return SubscriptionRow.find(tx.connection(), tx.chatKey(), asked);
    }

    /** The user's subscription. */
    public Optional<Member> subscribed(TimelineTransaction tx, DirectoryUser user) throws SQLException {
        return SubscriptionRow.find(tx.connection(), tx.chatKey(), user.id())
                .filter(row -> !row.left())
                .map(row -> row.toMember(user, row.role()));
    }

    private Member change(
            TimelineTransaction tx, ChatAccess access, DirectoryUser user, SubscriptionRow row, @Nullable Role role)
            throws SQLException {
        if (role == null || role == row.role()) {
            return row.toMember(user, row.role());
        }
        access.require(Action.SUBSCRIBE_OTHERS);
        owners.checkGrant(access, role);
        owners.checkTake(access, row.role());
        if (row.role() == Role.OWNER) {
            owners.checkNotLast(tx, user.id(), true);
        }
        Member member = row.toMember(user, role);
        long rev = tx.append(next -> new Event.MemberChanged(tx.chatId(), next, member));
        Sql.update(tx.connection(), CHANGE, role.wire(), rev, tx.chatKey(), user.id());
        return member;
    }

    /**
     * Removes a user, who may be the caller.
     *
     * @throws ContractException {@link ErrorCode#SUBSCRIPTION_NOT_FOUND}, or {@link ErrorCode#LAST_OWNER}
     */
    void remove(ChatAccess access, String user) {
        boolean self = access.inApplication().caller().sender().equals(user);
        timeline.write(access.inApplication().application(), access.chat(), tx -> {
            SubscriptionRow row = SubscriptionRow.find(tx.connection(), tx.chatKey(), user)
                    .filter(found -> !found.left())
                    .orElseThrow(() -> new ContractException(ErrorCode.SUBSCRIPTION_NOT_FOUND));
            if (!self) {
                owners.checkTake(access, row.role());
            }
            if (row.role() == Role.OWNER) {
                owners.checkNotLast(tx, user, false);
            }
            long rev = tx.append(next -> new Event.MemberLeft(tx.chatId(), next, user, tx.now()));
            return Sql.update(tx.connection(), LEAVE, tx.now(), rev, tx.chatKey(), user);
        });
    }
}
