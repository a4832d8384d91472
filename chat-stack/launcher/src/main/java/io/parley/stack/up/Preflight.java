package io.parley.stack.up;

import io.parley.stack.StackException;
import io.parley.stack.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntPredicate;

/** What is better known before five servers are half up. */
final class Preflight {
    private static final long MEBIBYTE = 1024L * 1024;
    /** What a run was measured to take, all processes together, with some air. */
    static final long MEMORY_MEBIBYTES = 1800;

    static final long DISK_MEBIBYTES = 1024;

    private Preflight() {}

    /** Fails with a sentence when a port is taken, or memory or disk are short. */
    static void check(Plan plan, Path folder) throws IOException {
        ports(plan, Ports::isFree);
        Files.createDirectories(folder);
        disk(Files.getFileStore(folder).getUsableSpace() / MEBIBYTE, folder);
        memory(MachineMemory.availableMebibytes());
    }

    static void ports(Plan plan, IntPredicate isFree) {
        for (Part part : plan.parts()) {
            for (int port : part.ports()) {
                if (!isFree.test(port)) {
                    throw new StackException(
                            ("Port %d is taken by another program, and %s wants it. End that program, or move all"
                                            + " ports: ./chat up --port-offset 1000 (or PARLEY_PORT_OFFSET=1000).")
                                    .formatted(port, part.title()));
                }
            }
        }
    }

    static void disk(long free, Path folder) {
        if (free < DISK_MEBIBYTES) {
            throw new StackException(
                    "Only %d MiB are free where %s lies; the servers need %d. Make room, then try again."
                            .formatted(free, folder, DISK_MEBIBYTES));
        }
    }

    static void memory(long available) {
        if (available < MEMORY_MEBIBYTES) {
            throw new StackException(
                    ("Only %d MiB of memory are available; servers and services need about %d. Close something, or"
                                    + " start it all the same with --force.")
                            .formatted(available, MEMORY_MEBIBYTES));
        }
    }
}
