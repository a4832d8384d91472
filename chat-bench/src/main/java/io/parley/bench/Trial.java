package io.parley.bench;

import io.parley.bench.load.*;
import io.parley.bench.target.*;
import io.parley.bench.wire.*;
import io.parley.stack.layout.Checkout;
import java.util.*;

class Trial {
    public static void main(String[] args) throws Exception {
        long t = System.nanoTime();
        try (ParleyTarget target = ParleyTarget.start(Checkout.find(), 1000); LoadLoop loop = new LoadLoop()) {
            System.out.printf("started %.1f s%n", (System.nanoTime() - t) / 1e9);
            List<List<Account>> chats = target.chats("w1", 100, 10);
            System.out.printf("provisioned %.1f s%n", (System.nanoTime() - t) / 1e9);
            Crowd crowd = new Crowd(loop, target.dialect(), target.sockets());
            List<Connection> connections = crowd.connect(chats.stream().flatMap(List::stream).toList(), 60);
            System.out.printf("connected %.1f s%n", (System.nanoTime() - t) / 1e9);
            List<Room> rooms = new ArrayList<>();
            int at = 0;
            for (List<Account> chat : chats) {
                Room room = new Room(chat.getFirst().chats().getFirst());
                for (Account a : chat) room.add(connections.get(at++));
                rooms.add(room);
            }
            System.out.println("pids " + target.processes().roots());
            int runs = args.length > 0 ? Integer.parseInt(args[0]) : 3;
            int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
            int window = args.length > 2 ? Integer.parseInt(args[2]) : 256;
            for (int run = 1; run <= runs; run++) {
                Traffic traffic = new Traffic(crowd, rooms, new Traffic.Shape.Closed(window), (long) run << 32);
                traffic.start();
                Thread.sleep(1000);
                traffic.measure();
                if (run == runs && System.getenv("PROF") != null) {
                    List<String> c = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-Xint", "/tmp/Prof.java", "start,event=" + System.getenv("PROF") + ",interval=1ms,threads,timeout=" + seconds + ",collapsed"));
                    target.processes().roots().forEach((k, v) -> { if (!k.matches("PostgreSQL|Redis")) c.add(k + "=" + v); });
                    new ProcessBuilder(c).inheritIO().start().waitFor();
                }
                var p0 = traffic.progress(); var c0 = target.processes().cpuMicros(); long d0 = loop.cpuNanos();
                Thread.sleep(seconds * 1000L);
                var p1 = traffic.progress(); var c1 = target.processes().cpuMicros(); long d1 = loop.cpuNanos();
                Tally tally = traffic.finish();
                double s = (p1.at() - p0.at()) / 1e9; long m = p1.messages() - p0.messages();
                System.out.printf("run %d: %.0f msg/s %.0f deliveries/s p50 %d p99 %d us ack p50 %d p99 %d driver %.0f%% %s rows %d of %d %s%n", run, m / s, (p1.deliveries() - p0.deliveries()) / s,
                    tally.delivery().getValueAtPercentile(50), tally.delivery().getValueAtPercentile(99), tally.acknowledgement().getValueAtPercentile(50), tally.acknowledgement().getValueAtPercentile(99),
                    100 * (d1 - d0) / 1e9 / s, tally.faults(), target.stored((long) run << 32, tally.sent()), tally.sent(), tally.refusals());
                StringBuilder b = new StringBuilder("  us/msg:");
                double[] sum = {0};
                c1.forEach((k, v) -> { double u = (v - c0.get(k)) / (double) m; sum[0] += u; b.append(" %s %.0f".formatted(k, u)); });
                System.out.printf("%s  SUM %.0f%n", b, sum[0]);
            }
            System.out.println("MiB " + target.processes().bytes().entrySet().stream().map(e -> e.getKey() + " " + e.getValue() / 1048576).toList());
        }
        System.exit(0);
    }
}
