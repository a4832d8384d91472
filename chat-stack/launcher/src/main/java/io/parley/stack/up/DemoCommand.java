package io.parley.stack.up;

import io.parley.stack.StackException;
import io.parley.stack.layout.Checkout;
import io.parley.stack.server.JavaProcess;
import io.parley.stack.service.Service;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the demo of chat-client against what runs. */
@Command(name = "demo", description = "Walks through Parley as alice, bob and carol, against what ./chat up started.")
final class DemoCommand implements Callable<Integer> {
    @Parameters(hidden = true, arity = "0..*")
    private List<String> more = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folder = new RunFolder(Checkout.find());
        StackState state = folder.running()
                .filter(running -> running.phase() == StackState.Phase.READY && !running.serversOnly())
                .orElseThrow(() -> new StackException("Parley does not run, or is not ready. Start it: ./chat up"));
        Plan plan = Plan.of(folder, state.portOffset(), false, System.getenv());
        List<String> command = JavaProcess.command(128, JavaProcess.Goal.QUICK_START);
        command.addAll(List.of(
                "-cp",
                folder.checkout().clientClassPath(),
                "io.parley.client.demo.Demo",
                "--core=" + plan.service(Service.CORE),
                "--realtime=" + plan.service(Service.REALTIME),
                "--search=" + plan.service(Service.INDEXER),
                "--realm=" + plan.realm()));
        command.addAll(more);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
