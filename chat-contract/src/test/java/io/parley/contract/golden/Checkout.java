package io.parley.contract.golden;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that these tests run in, from Maven or from an IDE. */
public final class Checkout {
    /** Whether generated files are to be written rather than compared. */
    public static final boolean REGENERATE = Boolean.getBoolean("parley.regenerate");

    private Checkout() {}

    /** The folder that holds the modules. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("chat-contract/src"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("Run this in a checkout of Parley");
            }
        }
        return folder;
    }
}
