package io.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.bench.load.Crowd;
import io.parley.bench.load.Room;
import io.parley.bench.load.Tally;
import io.parley.bench.load.Traffic;
import io.parley.bench.target.BareTarget;
import io.parley.bench.target.Layout;
import io.parley.bench.wire.Account;
import io.parley.bench.wire.Connection;
import io.parley.bench.wire.LoadLoop;
import io.parley.stack.layout.Checkout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The driver against the fan-out without a store: all of the driver, and no server that must be installed. */
@Timeout(90)
class BenchIT {
    private static final Layout LAYOUT = Layout.of("smoke", 4, 5);
    private static final int ENOUGH = 2_000;

    private static List<Room> rooms(BareTarget target, Crowd crowd) {
        List<Room> rooms = new ArrayList<>();
        for (List<Account> members : target.chats(LAYOUT)) {
            Room room = new Room(members.getFirst().chats().getFirst());
            for (Connection connection : crowd.connect(members, 30)) {
                room.add(connection);
            }
            rooms.add(room);
        }
        return rooms;
    }

    @Test
    void everyMemberHearsEveryMessageOnceAndInOrder() {
        // Given
        try (BareTarget target = BareTarget.start(Checkout.find());
                LoadLoop loop = new LoadLoop();
                Crowd crowd = new Crowd(loop, target.dialect(), target.sockets())) {
            Traffic traffic = new Traffic(crowd, rooms(target, crowd), new Traffic.Shape.Closed(16), 1L << 28);

            // When
            traffic.start();
            traffic.measure();
            while (traffic.progress().messages() < ENOUGH) {
                Thread.onSpinWait();
            }
            Tally tally = traffic.finish();

            // Then
            assertTrue(tally.faults().none(), () -> tally.faults() + " " + tally.refusals());
            assertEquals(LAYOUT.members() * (long) tally.sent(), tally.deliveries());
            assertTrue(target.processes().cpuMicros().get("server") > 0);
        }
    }

    @Test
    void openLoopKeepsItsRate() {
        // Given
        try (BareTarget target = BareTarget.start(Checkout.find());
                LoadLoop loop = new LoadLoop();
                Crowd crowd = new Crowd(loop, target.dialect(), target.sockets())) {
            Traffic traffic = new Traffic(crowd, rooms(target, crowd), new Traffic.Shape.Open(200), 2L << 28);

            // When
            traffic.start();
            Traffic.Progress begun = traffic.progress();
            Traffic.Progress now = begun;
            while (now.messages() < 200) {
                Thread.onSpinWait();
                now = traffic.progress();
            }
            Tally tally = traffic.finish();

            // Then
            double seconds = (now.at() - begun.at()) / 1e9;
            assertTrue(seconds > 0.9, "200 messages came after " + seconds + " s");
            assertTrue(tally.faults().none(), () -> tally.faults() + " " + tally.refusals());
        }
    }
}
