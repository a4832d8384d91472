package io.parley.stack.server;

import io.parley.stack.layout.Checkout;
import java.nio.file.Path;

/**
 * Where a server keeps its things.
 *
 * @param checkout the built parts and the unpacked servers
 * @param data the folder of this server's data, made when missing, kept between starts
 * @param log the file to which its output is appended
 * @param durable whether the data must survive a crash of the machine; false is quicker
 */
public record Place(Checkout checkout, Path data, Path log, boolean durable) {
    /** The places below {@code folder}: data in {@code data/<server>}, logs in {@code logs/<server>.log}. */
    public static Place below(Checkout checkout, Path folder, ServerKind kind, boolean durable) {
        return new Place(
                checkout,
                folder.resolve("data").resolve(kind.id()),
                folder.resolve("logs").resolve(kind.id() + ".log"),
                durable);
    }
}
