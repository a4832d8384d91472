package io.parley.core.subscription;

import io.parley.contract.Role;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Event;
import io.parley.contract.event.Member;
import io.parley.contract.permission.Action;
import io.parley.core.database.Sql;
import io.parley.core.directory.DirectoryUser;
import io.parley.core.identity.ChatAccess;
import io.parley.core.timeline.Timeline;
import io.parley.core.timeline.TimelineTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Subscribes users and removes them; each is a change of the chat, under the lock of its row. */
@Singleton
class SubscriptionService {
    private static final String ADMIT = """
            insert into application_member (application_id, user_id, joined_at) values (?, ?, ?)
            on conflict do nothing
            """;

    /** A newcomer's unread count begins at zero; one who comes back keeps a marker that is further. */
    private static final String JOIN = """
            insert into subscription as s
                (chat_key, user_id, application_id, role, rev, joined_rev, joined_seq, joined_at, from_seq, read_seq)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
    record Subscribed(Member member, boolean joined) {}

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
        Long from = tx.settings().history() == null ? null : tx.lastSeq() + 1;
        Member member = new Member(user.id(), user.username(), user.displayName(), role, tx.lastSeq(), tx.now(), from);
        Sql.update(tx.connection(), ADMIT, access.inApplication().application(), user.id(), tx.now());
        long rev = tx.append(next -> new Event.MemberJoined(tx.chatId(), next, member));
        Sql.update(
                tx.connection(),
                JOIN,
                tx.chatKey(),
                user.id(),
                access.inApplication().application(),
                role.wire(),
                rev,
                rev,
                tx.lastSeq(),
                tx.now(),
                from,
                tx.lastSeq());
        return member;
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
