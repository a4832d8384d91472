package io.parley.stack.up;

import io.parley.stack.StackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./chat} hands over to Java. */
@Command(
        name = "./chat",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            DemoCommand.class,
            ResetCommand.class,
            TestServersCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Launcher {
    private Launcher() {}

    public static void main(String[] arguments) {
        var commandLine = new CommandLine(new Launcher());
        commandLine.setExecutionExceptionHandler((failure, command, result) -> {
            if (failure instanceof StackException) {
                command.getErr().println(failure.getMessage());
            } else {
                failure.printStackTrace(command.getErr());
            }
            return 1;
        });
        System.exit(commandLine.execute(arguments));
    }
}
