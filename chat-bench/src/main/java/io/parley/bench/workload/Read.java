package io.parley.bench.workload;

import io.parley.bench.wire.Account;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** One way to read what is stored: what is asked, and what must be in the answer. */
enum Read {
    NEWEST("newest page") {
        @Override
        Question ask(StoredChats chats, SplittableRandom random) {
            return page(chats, random, (_, _) -> Bound.NONE);
        }
    },
    DEEP("deep page") {
        @Override
        Question ask(StoredChats chats, SplittableRandom random) {
            return page(chats, random, (last, source) -> {
                long before = source.nextLong(PAGE + 1, last + 1);
                return new Bound("&before=" + before, before - 1);
            });
        }
    },
    AFTER("page after a seq") {
        @Override
        Question ask(StoredChats chats, SplittableRandom random) {
            return page(chats, random, (last, source) -> {
                long after = source.nextLong(0, last - PAGE);
                return new Bound("&after=" + after, after + 1);
            });
        }
    },
    INBOX("inbox") {
        @Override
        Question ask(StoredChats chats, SplittableRandom random) {
            int user = random.nextInt(StoredChats.USERS);
            Account account = chats.user(user);
            return new Question(
                    "GET",
                    "/v1/applications/" + account.space() + "/me/chats?limit=50",
                    account,
                    "",
                    new Expected("\"readSeq\":", chats.placesOf(user).size(), ""));
        }
    },
    SYNC("sync") {
        @Override
        Question ask(StoredChats chats, SplittableRandom random) {
            int user = random.nextInt(StoredChats.USERS);
            Account account = chats.user(user);
            List<StoredChats.Place> places = chats.placesOf(user);
            int missed = places.stream()
                    .mapToInt(place -> (int) Math.min(MISSED, place.size().messages()))
                    .sum();
            String known = places.stream()
                    .map(place ->
                            "\"" + place.id() + "\":" + Math.max(0, place.size().lastRev() - MISSED))
                    .collect(Collectors.joining(","));
            return new Question(
                    "POST",
                    "/v1/applications/" + account.space() + "/sync",
                    account,
                    "{\"known\":{" + known + "}}",
                    new Expected("\"message.created\"", missed, ""));
        }
    };

    static final int PAGE = 50;
    private static final int MISSED = 20;

    private final String title;

    Read(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** A request that is answered differently by chance. Only the loop's thread asks. */
    abstract Question ask(StoredChats chats, SplittableRandom random);

    /**
     * @param body of the request
     * @param expected what the answer must hold
     */
    record Question(String method, String path, Account account, String body, Expected expected) {}

    /**
     * @param piece must be in the answer so many times
     * @param contains must be in it too
     */
    record Expected(String piece, int times, String contains) {
        boolean holds(String answer) {
            int found = 0;
            for (int at = answer.indexOf(piece); at >= 0; at = answer.indexOf(piece, at + 1)) {
                found++;
            }
            return found == times && answer.contains(contains);
        }
    }

    /** Where a page begins: as a parameter, and the first {@code seq} that it must show; 0 for the chat's last. */
    private record Bound(String parameter, long first) {
        static final Bound NONE = new Bound("", 0);
    }

    private interface Bounds {
        Bound choose(long last, SplittableRandom random);
    }

    private static Question page(StoredChats chats, SplittableRandom random, Bounds bounds) {
        List<StoredChats.Size> sizes = chats.sizesFrom(2L * PAGE);
        StoredChats.Size size = sizes.get(random.nextInt(sizes.size()));
        int chat = random.nextInt(size.chats());
        Account account = chats.user(size.user(chat, random.nextInt(size.members())));
        Bound bound = bounds.choose(size.messages(), random);
        long first = bound.first() == 0 ? size.messages() : bound.first();
        return new Question(
                "GET",
                "/v1/applications/" + account.space() + "/chats/" + size.chat(chat) + "/messages?limit=" + PAGE
                        + bound.parameter(),
                account,
                "",
                new Expected("\"seq\":", PAGE, "{\"items\":[{\"seq\":" + first + ","));
    }
}
