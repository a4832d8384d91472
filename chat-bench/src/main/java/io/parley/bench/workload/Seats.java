package io.parley.bench.workload;

import io.parley.bench.load.Crowd;
import io.parley.bench.load.Room;
import io.parley.bench.target.Layout;
import io.parley.bench.target.Target;
import io.parley.bench.wire.Account;
import io.parley.bench.wire.Connection;
import java.util.ArrayList;
import java.util.List;

/** Connects users and puts them into their rooms. */
final class Seats {
    private static final long PATIENCE_SECONDS = 180;

    private Seats() {}

    /** A connection for each member of each chat. */
    static List<Room> rooms(Target target, Crowd crowd, Layout layout) {
        List<List<Account>> chats = target.chats(layout);
        List<Connection> connections =
                crowd.connect(chats.stream().flatMap(List::stream).toList(), PATIENCE_SECONDS);
        List<Room> rooms = new ArrayList<>();
        int next = 0;
        for (List<Account> members : chats) {
            Room room = new Room(members.getFirst().chats().getFirst());
            for (int i = 0; i < members.size(); i++) {
                room.add(connections.get(next++));
            }
            rooms.add(room);
        }
        return rooms;
    }

    /** In each room so many of its members speak by another way, which is the crowd's. */
    static void speakers(Target target, Crowd speaking, Layout layout, List<Room> rooms, int perRoom) {
        List<Account> accounts = target.chats(layout).stream()
                .flatMap(members -> members.stream().limit(perRoom))
                .toList();
        List<Connection> connections = speaking.connect(accounts, PATIENCE_SECONDS);
        for (int i = 0; i < rooms.size(); i++) {
            rooms.get(i).speakBy(connections.subList(i * perRoom, (i + 1) * perRoom));
        }
    }

    /** So many connections more, further devices of the layout's users in turn. */
    static List<Connection> devices(Target target, Crowd crowd, Layout layout, int from, int count) {
        List<Account> users =
                target.chats(layout).stream().flatMap(List::stream).toList();
        List<Account> accounts = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            accounts.add(users.get(i % users.size()));
        }
        return crowd.connect(accounts, PATIENCE_SECONDS);
    }
}
