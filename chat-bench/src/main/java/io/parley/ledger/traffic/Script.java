package io.parley.ledger.traffic;

import io.parley.contract.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What one writer does, one operation after the other, drawn from the seed and from nothing else: not from answers and not
 * from time. So the same seed gives the same operations, however the run goes.
 */
final class Script {
    /** After so many operations of each writer there is another chat that nobody has created yet. */
    private static final int OPERATIONS_PER_NEW_CHAT = 25;

    private static final int HUNDRED = 100;
    private static final List<String> WORDS = List.of(
            "harbour", "lantern", "orchard", "velvet", "copper", "meadow", "thunder", "saffron", "glacier", "ember");
    private static final List<Role> ROLES =
            List.of(Role.MEMBER, Role.MEMBER, Role.MODERATOR, Role.MODERATOR, Role.READER);

    private final SplittableRandom random;
    private final String writer;
    private final List<String> chats;
    private final int people;
    private final int meanPauseMillis;
    private int operations;

    /**
     * @param writer a name that no other writer has
     * @param chats those that exist from the beginning
     * @param people how many the tenant has
     */
    Script(long seed, String writer, List<String> chats, int people, int meanPauseMillis) {
        this.random = new SplittableRandom(seed * 31 + writer.hashCode());
        this.writer = writer;
        this.chats = List.copyOf(chats);
        this.people = people;
        this.meanPauseMillis = meanPauseMillis;
    }

    /** How long to wait before the next operation: often little, sometimes long. */
    long pauseMillis() {
        return (long) Math.min(10.0 * meanPauseMillis, -Math.log(1 - random.nextDouble()) * meanPauseMillis);
    }

    Operation next() {
        operations++;
        int dice = random.nextInt(HUNDRED);
        String chat = chats.get(random.nextInt(chats.size()));
        int person = random.nextInt(people);
        if (dice < 58) {
            return say(chat, List.of(), false);
        }
        if (dice < 74) {
            return say(chat, List.of(), true);
        }
        if (dice < 86) {
            return say(chat, recipients(), random.nextBoolean());
        }
        if (dice < 89) {
            return say("new-" + operations / OPERATIONS_PER_NEW_CHAT, List.of(), random.nextBoolean());
        }
        if (dice < 94) {
            return new Operation.Subscribe(chat, person);
        }
        if (dice < 95) {
            return new Operation.Unsubscribe(chat, person);
        }
        if (dice < 97) {
            return new Operation.ChangeRole(chat, person, ROLES.get(random.nextInt(ROLES.size())));
        }
        return dice < 98
                ? new Operation.Rename(chat, "Title %d of %s".formatted(operations, writer))
                : new Operation.Trespass(chat);
    }

    private Operation.Say say(String chat, List<Integer> recipients, boolean byRest) {
        String clientId = "%s-%d".formatted(writer, operations);
        List<String> words = new ArrayList<>(List.of("ledger"));
        for (int i = random.nextInt(8); i >= 0; i--) {
            words.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        return new Operation.Say(chat, clientId, String.join(" ", words) + " " + clientId, recipients, byRest);
    }

    private List<Integer> recipients() {
        int first = random.nextInt(people);
        int count = 1 + random.nextInt(2);
        return IntStream.range(first, first + count)
                .map(i -> i % people)
                .boxed()
                .toList();
    }
}
