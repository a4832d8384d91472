package io.parley.client;

import io.parley.contract.Json;
import io.parley.contract.Limits;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is watched now; said when it changes, and on each new connection, which watches nothing by itself. */
final class Watching implements Speaker {
    /** A refusal that comes later than this belongs to something else. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);

    private List<String> chats = List.of();
    private List<String> users = List.of();
    private boolean toSay;
    private boolean unanswered;
    private long saidNanos;

    /** Puts these in the place of what was watched before; a name that comes twice counts once. */
    synchronized void watch(Collection<String> newChats, Collection<String> newUsers) {
        List<String> wantedChats = distinct(newChats, Limits.WATCHED_CHATS, "chats");
        List<String> wantedUsers = distinct(newUsers, Limits.WATCHED_USERS, "users");
        if (!wantedChats.equals(chats) || !wantedUsers.equals(users)) {
            chats = wantedChats;
            users = wantedUsers;
            toSay = true;
        }
    }

    private static List<String> distinct(Collection<String> names, int most, String what) {
        List<String> distinct = names.stream().distinct().toList();
        if (distinct.size() > most) {
            throw ParleyException.local(
                    ErrorCode.LIMIT_REACHED,
                    "%d %s are too many to watch; the limit is %d".formatted(distinct.size(), what, most));
        }
        return distinct;
    }

    @Override
    public synchronized void ready(ServerFrame.Ready ready) {
        toSay = !chats.isEmpty() || !users.isEmpty();
    }

    @Override
    public synchronized Optional<String> next() {
        if (!toSay) {
            return Optional.empty();
        }
        toSay = false;
        unanswered = true;
        saidNanos = System.nanoTime();
        return Optional.of(
                Json.string(new ClientFrame.Watch(chats.isEmpty() ? null : chats, users.isEmpty() ? null : users)));
    }

    /** Presence or markers came: it was taken. */
    synchronized void answered() {
        unanswered = false;
    }

    @Override
    public synchronized void again(ServerFrame.Refusal refusal) {
        boolean mayBeIt = refusal.chat() == null && System.nanoTime() - saidNanos < ANSWERED_WITHIN.toNanos();
        if (unanswered && mayBeIt) {
            toSay = true;
        }
    }

    @Override
    public synchronized void disconnected() {
        unanswered = false;
    }
}
