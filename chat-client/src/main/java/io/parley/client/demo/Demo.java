package io.parley.client.demo;

import io.parley.client.ParleyException;
import io.parley.contract.error.ErrorCode;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code ./chat demo}: exits with 0 when every step was as promised, with 1 and a sentence when one was not. */
@CommandLine.Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Walks through Parley as alice, bob and carol, and checks each step.")
public final class Demo implements Callable<Integer> {
    @CommandLine.Option(
            names = "--core",
            defaultValue = "http://127.0.0.1:8080",
            description = "Base address of chat-core; ${DEFAULT-VALUE} unless set.")
    private URI core = URI.create("http://127.0.0.1:8080");

    @CommandLine.Option(
            names = "--realtime",
            defaultValue = "http://127.0.0.1:8081",
            description = "Base address of chat-realtime; ${DEFAULT-VALUE} unless set.")
    private URI realtime = URI.create("http://127.0.0.1:8081");

    @CommandLine.Option(
            names = "--search",
            defaultValue = "http://127.0.0.1:8082",
            description = "Base address of chat-indexer; ${DEFAULT-VALUE} unless set.")
    private URI search = URI.create("http://127.0.0.1:8082");

    @CommandLine.Option(
            names = "--realm",
            defaultValue = "http://127.0.0.1:8180/realms/parley",
            description = "The realm in Keycloak; ${DEFAULT-VALUE} unless set.")
    private URI realm = URI.create("http://127.0.0.1:8180/realms/parley");

    public static void main(String[] args) {
        System.exit(new CommandLine(new Demo()).execute(args));
    }

    @Override
    public Integer call() {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Transcript transcript = new Transcript(out);
        try (Cast cast = new Cast(core, realtime, search, realm)) {
            new Walk(cast, transcript).all();
            out.printf("%nAll %d checks hold.%n", transcript.checks());
            return 0;
        } catch (StepFailed e) {
            return failed(out, transcript, String.valueOf(e.getMessage()));
        } catch (ParleyException e) {
            return failed(out, transcript, sentence(e));
        }
    }

    private static String sentence(ParleyException e) {
        boolean silent = e.status() == 0 && e.code() == ErrorCode.UNAVAILABLE;
        return silent
                ? e.getMessage() + ". Is ./chat up running? ./chat status tells."
                : "refused with %s (%d): %s".formatted(e.code().wire(), e.status(), e.getMessage());
    }

    private static int failed(PrintStream out, Transcript transcript, String sentence) {
        out.printf("%nFAILED in \"%s\": %s%n", transcript.step(), sentence);
        return 1;
    }
}
