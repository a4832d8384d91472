package io.parley.core.message;

import io.parley.contract.Limits;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Message;
import io.parley.contract.event.Reaction;
import io.parley.core.database.Sql;
import io.parley.core.timeline.TimelineTransaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One user's reactions to a message. Who reacted is a row each; the counts are kept with the message and move by one, so that
 * a reaction costs the same in a chat of a hundred thousand.
 */
final class Reactions {
    private static final String GIVE = """
            insert into reaction (chat_key, seq, reaction, given_by) values (?, ?, ?, ?) on conflict do nothing
            """;

    private static final String TAKE = """
            delete from reaction where chat_key = ? and seq = ? and reaction = ? and given_by = ?
            """;

    private static final String NEWEST = """
            select given_by from reaction where chat_key = ? and seq = ? and reaction = ? order by ord desc limit ?
            """;

    private final TimelineTransaction transaction;
    private final Message message;
    private final List<Reaction> before;
    private final String user;

    Reactions(TimelineTransaction transaction, Message message, String user) {
        this.transaction = transaction;
        this.message = message;
        this.before = message.reactions() == null ? List.of() : message.reactions();
        this.user = user;
    }

    /** All reactions then; null when it was given already. */
    @Nullable
    List<Reaction> give(String reaction) throws SQLException {
        int at = indexOf(reaction);
        if (at < 0 && before.size() >= Limits.REACTIONS) {
            throw new ContractException(
                    ErrorCode.LIMIT_REACHED,
                    "reaction",
                    "This message has %d different reactions, as many as a message may have: use one of them"
                            .formatted(Limits.REACTIONS));
        }
        if (update(GIVE, reaction) == 0) {
            return null;
        }
        List<Reaction> after = new ArrayList<>(before);
        if (at < 0) {
            after.add(new Reaction(reaction, 1, List.of(user)));
        } else {
            Reaction known = before.get(at);
            List<String> users = Stream.concat(Stream.of(user), known.users().stream())
                    .limit(Limits.REACTION_USERS)
                    .toList();
            after.set(at, new Reaction(reaction, known.count() + 1, users));
        }
        return after;
    }

    /** All reactions then; null when it was not there. */
    @Nullable
    List<Reaction> take(String reaction) throws SQLException {
        int at = indexOf(reaction);
        if (at < 0 || update(TAKE, reaction) == 0) {
            return null;
        }
        List<Reaction> after = new ArrayList<>(before);
        Reaction known = before.get(at);
        if (known.count() == 1) {
            after.remove(at);
        } else {
            after.set(at, new Reaction(reaction, known.count() - 1, newest(reaction)));
        }
        return after;
    }

    private int indexOf(String reaction) {
        return before.stream().map(Reaction::reaction).toList().indexOf(reaction);
    }

    private int update(String sql, String reaction) throws SQLException {
        return Sql.update(transaction.connection(), sql, transaction.chatKey(), message.seq(), reaction, user);
    }

    private List<String> newest(String reaction) throws SQLException {
        return Sql.list(
                transaction.connection(),
                NEWEST,
                row -> row.getString(1),
                transaction.chatKey(),
                message.seq(),
                reaction,
                Limits.REACTION_USERS);
    }
}
