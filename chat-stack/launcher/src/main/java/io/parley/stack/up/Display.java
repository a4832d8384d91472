package io.parley.stack.up;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/** Shows a start as it goes: redrawn in place on a terminal, else one line for each change. */
final class Display {
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";
    private static final String CLEAR_LINE = "\u001b[2K";

    private final PrintStream out;
    private final boolean terminal;
    private final boolean colors;
    private final Map<String, String> shown = new HashMap<>();
    private int drawn;

    Display(PrintStream out, boolean terminal, boolean colors) {
        this.out = out;
        this.terminal = terminal;
        this.colors = colors;
    }

    static Display of(PrintStream out, Map<String, String> environment) {
        boolean terminal = Terminal.find().isPresent() && !"dumb".equals(environment.get("TERM"));
        return new Display(out, terminal, terminal && !environment.containsKey("NO_COLOR"));
    }

    /** Shows that state. Call it often. */
    void show(StackState state, long nowMillis) {
        if (terminal) {
            redraw(state, nowMillis);
        } else {
            state.parts().forEach(this::line);
        }
    }

    private void redraw(StackState state, long now) {
        var screen = new StringBuilder();
        if (drawn > 0) {
            screen.append("\u001b[").append(drawn).append('A');
        }
        screen.append(CLEAR_LINE).append("Parley is starting  %s%n".formatted(seconds(now - state.startedMillis())));
        for (StackState.PartState part : state.parts()) {
            screen.append(CLEAR_LINE)
                    .append("  %-14s %s%n".formatted(part.title(), colored(part) + "  " + seconds(elapsed(part, now))));
        }
        drawn = state.parts().size() + 1;
        out.print(screen);
        out.flush();
    }

    private static long elapsed(StackState.PartState part, long now) {
        if (part.readyAfterMillis() > 0) {
            return part.readyAfterMillis();
        }
        return part.sinceMillis() == 0 ? 0 : now - part.sinceMillis();
    }

    private String colored(StackState.PartState part) {
        String step = "%-24s".formatted(part.step());
        if (!colors || !(part.ready() || part.step().equals("failed"))) {
            return step;
        }
        return (part.ready() ? GREEN : RED) + step + PLAIN;
    }

    private void line(StackState.PartState part) {
        String text = part.ready() && part.readyAfterMillis() > 0
                ? part.step() + " after " + seconds(part.readyAfterMillis())
                : part.step();
        if (!text.isEmpty() && !text.equals(shown.put(part.name(), text))) {
            out.printf("%-14s %s%n", part.title(), text);
        }
    }

    static String seconds(long millis) {
        return millis == 0 ? "" : "%.1f s".formatted(millis / 1000.0);
    }
}
