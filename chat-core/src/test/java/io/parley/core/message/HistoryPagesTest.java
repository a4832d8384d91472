package io.parley.core.message;

import static io.parley.core.Api.as;
import static io.parley.core.Api.refused;
import static io.parley.core.message.Room.ALICE;
import static io.parley.core.message.Room.BOB;
import static io.parley.core.message.Room.CAROL;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.parley.contract.error.ErrorCode;
import io.parley.core.database.Database;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walking through history from wherever one begins, both ways. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class HistoryPagesTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @Inject
    Database database;

    private Room room;

    /** Ten messages an hour apart; the fifth is for bob alone. */
    @BeforeEach
    void tenMessages() {
        room = new Room();
        for (int seq = 1; seq <= 10; seq++) {
            room.send(ALICE, "m" + seq, seq == 5 ? new TestUser[] {BOB} : new TestUser[0]);
            database.update(
                    """
                    update message set created_at = ?
                     where seq = ? and chat_key = (select key from chat where application_id = ?::uuid and id = 'room')
                    """,
                    BEGIN.plusSeconds(3600L * seq),
                    (long) seq,
                    room.application().substring("/v1/applications/".length()));
        }
    }

    private Response page(String query) {
        Response response = as(CAROL).get(room.chat() + "/messages?" + query);
        response.then().statusCode(200);
        return response;
    }

    private static List<Integer> seqs(Response page) {
        return page.path("items.seq");
    }

    /** Follows a link as it is given. */
    private Response follow(Response page, String rel) {
        String link = link(page, rel);
        Response response = as(CAROL).urlEncodingEnabled(false).get(link);
        response.then().statusCode(200);
        return response;
    }

    private static String link(Response page, String rel) {
        for (String value : page.headers().getValues("Link")) {
            Matcher matcher = Pattern.compile("<([^>]*)>; rel=\"" + rel + "\"").matcher(value);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        return null;
    }

    @Test
    void linksLeadFromTheNewestPageToTheOldestAndBack() {
        Response newest = page("limit=4");
        assertEquals(List.of(10, 9, 8, 7), seqs(newest));
        assertNull(link(newest, "prev"));

        Response middle = follow(newest, "next");
        assertEquals(List.of(6, 4, 3, 2), seqs(middle));
        Response oldest = follow(middle, "next");
        assertEquals(List.of(1), seqs(oldest));
        assertNull(link(oldest, "next"));

        Response back = follow(oldest, "prev");
        assertEquals(List.of(6, 4, 3, 2), seqs(back));
        Response top = follow(back, "prev");
        assertEquals(List.of(10, 9, 8, 7), seqs(top));
        assertNull(link(top, "prev"));
        assertEquals(List.of(6, 4, 3, 2), seqs(follow(top, "next")));
    }

    @Test
    void upwardsIsOldestFirstAndGoesBackToo() {
        Response first = page("after=3&limit=3");
        assertEquals(List.of(4, 6, 7), seqs(first));

        assertEquals(List.of(8, 9, 10), seqs(follow(first, "next")));
        assertEquals(List.of(1, 2, 3), seqs(follow(first, "prev")));
        assertEquals(List.of(4, 6, 7), seqs(follow(follow(first, "prev"), "next")));
    }

    @Test
    void aroundAMessageLieAsManyBeforeAsAfterIt() {
        Response around = page("around=6&limit=5");
        assertEquals(List.of(3, 4, 6, 7, 8), seqs(around));
        assertEquals(List.of(9, 10), seqs(follow(around, "next")));
        assertEquals(List.of(1, 2), seqs(follow(around, "prev")));

        // One that the caller may not see, one that is not there
        assertEquals(List.of(3, 4, 6, 7), seqs(page("around=5&limit=4")));
        assertEquals(List.of(9, 10), seqs(page("around=99&limit=4")));
        assertEquals(List.of(1, 2), seqs(page("around=0&limit=4")));
    }

    @Test
    void atATimeBeginsWithTheFirstMessageFromThenOn() {
        for (int hour = 0; hour <= 10; hour++) {
            List<Integer> expected = new ArrayList<>();
            for (int seq = Math.max(1, hour); seq <= 10; seq++) {
                if (seq != 5) {
                    expected.add(seq);
                }
            }
            assertEquals(expected, seqs(page("at=" + BEGIN.plusSeconds(3600L * hour))), "hour " + hour);
        }
        page("at=" + BEGIN.plusSeconds(3600L * 10 + 1)).then().body("items", equalTo(List.of()));
        as(CAROL)
                .queryParam("at", "2026-01-01T03:30:00+01:30")
                .queryParam("limit", 3)
                .get(room.chat() + "/messages")
                .then()
                .body("items.seq", contains(2, 3, 4));
        Response later = page("at=" + BEGIN.plusSeconds(3600L * 8));
        assertEquals(List.of(1, 2, 3, 4, 6, 7), seqs(follow(later, "prev")));
    }

    @Test
    void pinnedMessagesAndThreadsAreWalkedTheSameWay() {
        for (int seq : List.of(9, 2, 5, 7)) {
            as(ALICE).put(room.message(seq) + "/pin").then().statusCode(200);
        }

        assertEquals(List.of(9, 7, 2), seqs(page("pinned=true")));
        Response first = page("pinned=true&after=0&limit=2");
        assertEquals(List.of(2, 7), seqs(first));
        assertEquals(List.of(9), seqs(follow(first, "next")));
        assertEquals(List.of(7, 9), seqs(page("pinned=true&around=8&limit=2")));
        room.send(BOB, Map.of("text", "reply", "replyTo", 3));
        assertEquals(List.of(11), seqs(page("thread=3")));
        assertEquals(List.of(11), seqs(page("thread=3&around=11")));
    }

    @Test
    void contradictoryAndWrongParametersAreRefused() {
        for (String query : List.of(
                "before=3&around=4",
                "at=2026-01-01T00:00:00Z&after=1",
                "thread=1&pinned=true",
                "around=-1",
                "around=x",
                "at=yesterday",
                "at=99999-01-01T00:00:00Z",
                "at=0001-01-01T00:00:00Z",
                "pinned=maybe",
                "cursor=x")) {
            refused(as(CAROL).get(room.chat() + "/messages?" + query), ErrorCode.INVALID_REQUEST);
        }
        as(CAROL)
                .get(room.chat() + "/messages?around=" + Long.MAX_VALUE)
                .then()
                .statusCode(200)
                .body("next", nullValue())
                .body("items.seq", contains(1, 2, 3, 4, 6, 7, 8, 9, 10));
    }
}
