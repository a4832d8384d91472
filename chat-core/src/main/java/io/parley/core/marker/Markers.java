package io.parley.core.marker;

import io.agroal.api.AgroalDataSource;
import io.parley.contract.Limits;
import io.parley.contract.broker.Live;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.rest.Chats;
import io.parley.contract.rest.Internal.Mark;
import io.parley.core.database.Database;
import io.parley.core.live.LivePublisher;
import io.parley.core.marker.MarkerSql.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Moves markers and tells of it: three statements for any number of marks. Markers move forward only, so that a late word of
 * a second device never makes read messages unread.
 */
@ApplicationScoped
class Markers {
    private final AgroalDataSource dataSource;
    private final LivePublisher live;
    private final LargeChats large;

    Markers(AgroalDataSource dataSource, LivePublisher live, LargeChats large) {
        this.dataSource = dataSource;
        this.live = live;
        this.large = large;
    }

    /** A member's own markers. */
    record Own(Place place, MarkerSql.Counts counts) {
        ServerFrame.Inbox frame() {
            return new ServerFrame.Inbox(
                    place.chat(),
                    place.readSeq(),
                    place.deliveredSeq(),
                    counts.unread(),
                    counts.mentions(),
                    place.unreadSeq(),
                    place.archived(),
                    place.muted());
        }

        Chats.ReadMarker standing() {
            return new Chats.ReadMarker(
                    place.readSeq(),
                    place.deliveredSeq(),
                    counts.unread(),
                    counts.mentions(),
                    place.unreadSeq(),
                    place.archived(),
                    place.muted());
        }
    }

    private record Applied(List<Own> own, Map<Long, Integer> sizes) {}

    /**
     * Moves markers forward, then tells their users, who await it as an answer also when nothing moved, and who watches the
     * chats.
     *
     * @param marks each member once
     * @return of those who are members
     */
    List<Own> move(List<Mark> marks) {
        Applied applied = apply(marks);
        List<Live> news = new ArrayList<>();
        applied.own()
                .forEach(own -> news.add(
                        new Live.Inbox(own.place().application(), own.place().user(), own.frame())));
        news.addAll(named(applied));
        live.publish(news);
        large.moved(applied.sizes().entrySet().stream()
                .filter(chat -> chat.getValue() > Limits.NAMED_MARKERS)
                .map(Map.Entry::getKey)
                .toList());
        return applied.own();
    }

    private Applied apply(List<Mark> marks) {
        try (Connection connection = dataSource.getConnection()) {
            List<Place> places = MarkerSql.move(connection, marks);
            if (places.isEmpty()) {
                return new Applied(List.of(), Map.of());
            }
            List<MarkerSql.Counts> unread = MarkerSql.unread(connection, places);
            List<Own> own = new ArrayList<>();
            for (int i = 0; i < places.size(); i++) {
                own.add(new Own(places.get(i), unread.get(i)));
            }
            List<Long> moved = places.stream()
                    .filter(Place::moved)
                    .map(Place::chatKey)
                    .distinct()
                    .toList();
            return new Applied(own, moved.isEmpty() ? Map.of() : MarkerSql.sizes(connection, moved));
        } catch (SQLException e) {
            throw Database.failure(e);
        }
    }

    /** What moved in chats that are small enough for names. */
    private static List<Live> named(Applied applied) {
        record Chat(UUID application, String chat, int members) {}
        Map<Chat, List<ServerFrame.Marker>> byChat = new LinkedHashMap<>();
        for (Own own : applied.own()) {
            Place place = own.place();
            int members = applied.sizes().getOrDefault(place.chatKey(), 0);
            if (place.moved() && members <= Limits.NAMED_MARKERS) {
                byChat.computeIfAbsent(
                                new Chat(place.application(), place.chat(), members), ignored -> new ArrayList<>())
                        .add(new ServerFrame.Marker(place.user(), place.readSeq(), place.deliveredSeq()));
            }
        }
        return byChat.entrySet().stream()
                .<Live>map(chat -> new Live.Markers(
                        chat.getKey().application(),
                        new ServerFrame.Markers(
                                chat.getKey().chat(), chat.getKey().members(), chat.getValue(), null)))
                .toList();
    }

    /** Where the markers of all members of a chat are: two statements at most. */
    ServerFrame.Markers ofChat(long chatKey, String chat) {
        try (Connection connection = dataSource.getConnection()) {
            List<MarkerSql.Member> members = MarkerSql.ofChat(connection, chatKey);
            if (members.size() > Limits.NAMED_MARKERS) {
                return MarkerCounts.of(connection, List.of(chatKey)).stream()
                        .findFirst()
                        .map(MarkerCounts::frame)
                        .orElseThrow(() -> new ContractException(ErrorCode.CHAT_NOT_FOUND));
            }
            List<ServerFrame.Marker> markers = members.stream()
                    .map(member -> new ServerFrame.Marker(member.user(), member.readSeq(), member.deliveredSeq()))
                    .toList();
            return new ServerFrame.Markers(chat, markers.size(), markers, null);
        } catch (SQLException e) {
            throw Database.failure(e);
        }
    }
}
