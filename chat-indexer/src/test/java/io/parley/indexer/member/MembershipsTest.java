package io.parley.indexer.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MembershipsTest {
    private static final UUID APPLICATION = UUID.randomUUID();
    private static final Memberships NONE = Memberships.none(APPLICATION, "ann");

    @Test
    void anyOrderAndAnyRepetitionEndsTheSame() {
        // Given
        List<MembershipChange> changes = new ArrayList<>();
        for (String chat : List.of("a", "b.c", "d:e.")) {
            for (int rev = 1; rev <= 6; rev++) {
                changes.add(change(chat, rev, rev % 3 != 0));
            }
        }
        Memberships expected = apply(changes);
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            // When
            List<MembershipChange> shuffled = new ArrayList<>(changes);
            shuffled.addAll(changes.subList(0, random.nextInt(changes.size())));
            Collections.shuffle(shuffled, random);
            // Then
            assertEquals(expected, apply(shuffled));
        }
    }

    @Test
    void whatIsNoNewsChangesNothing() {
        // Given
        Memberships left = apply(List.of(change("a", 5, false)));
        // When
        Memberships same = left.with(List.of(change("a", 5, true), change("a", 4, true)));
        // Then
        assertSame(left, same);
    }

    @Test
    void theDocumentListsChatsOfTodayAndRemembersThoseLeft() {
        // Given
        Memberships memberships =
                NONE.with(List.of(change("a.b.", 2, true), change("c", 9, false), change("b", 3, true)));
        // When
        var json = memberships.json();
        // Then
        assertEquals("[\"a.b.\",\"b\"]", json.get("chats").toString());
        assertEquals(memberships, Memberships.read(APPLICATION, "ann", json));
    }

    private static Memberships apply(List<MembershipChange> changes) {
        Memberships memberships = NONE;
        for (MembershipChange change : changes) {
            memberships = memberships.with(List.of(change));
        }
        return memberships;
    }

    private static MembershipChange change(String chat, long rev, boolean member) {
        return new MembershipChange(APPLICATION, "ann", chat, rev, member, member ? rev % 2 : 0);
    }
}
