package io.parley.stack.up;

import java.io.PrintStream;
import java.util.List;

/** What a person needs once it runs: addresses, the demo's people, the next command. */
final class Table {
    private Table() {}

    static void print(PrintStream out, StackState state) {
        out.println();
        for (StackState.PartState part : state.parts()) {
            out.printf("  %-14s %s%n", part.title(), part.address());
        }
        out.println();
        out.println(
                "  Demo users     alice / alice-demo (may provision applications), bob / bob-demo, carol / carol-demo");
        out.println();
        List<String> next = state.serversOnly()
                ? List.of("./chat status", "./chat logs -f", "./chat down")
                : List.of("./chat demo", "./chat status", "./chat logs -f", "./chat down");
        out.println("  Try next       " + String.join("    ", next));
        out.println();
    }
}
