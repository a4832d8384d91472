package io.parley.core.timeline;

import io.parley.contract.Json;
import io.parley.contract.event.ChatAbout;
import io.parley.contract.event.ChatSettings;
import io.parley.contract.event.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can be changed of a chat, as it stands in its row. */
public record ChatProperties(
        @Nullable String title,
        @Nullable Integer slowModeSeconds,
        @Nullable ChatAbout about,
        boolean direct,
        ChatSettings settings) {
    /** What {@link #read} needs, of the table {@code chat c}. */
    public static final String COLUMNS = "c.title, c.slow_mode_seconds, c.about, c.direct, c.settings";

    /** Of a chat that is made without saying anything of it. */
    public static final ChatProperties NONE = new ChatProperties(null, null, null, false, ChatSettings.DEFAULT);

    /** Reads {@link #COLUMNS}. */
    public static ChatProperties read(ResultSet row) throws SQLException {
        return read(row, "title");
    }

    /** Reads {@link #COLUMNS}, of which the title has another name. */
    public static ChatProperties read(ResultSet row, String title) throws SQLException {
        String about = row.getString("about");
        return new ChatProperties(
                row.getString(title),
                row.getObject("slow_mode_seconds", Integer.class),
                about == null ? null : Json.read(about, ChatAbout.class),
                row.getBoolean("direct"),
                settings(row.getString("settings")));
    }

    /** The settings of their column. */
    public static ChatSettings settings(@Nullable String json) {
        return json == null ? ChatSettings.DEFAULT : Json.read(json, ChatSettings.class);
    }

    /** On the wire: absent when no. */
    public @Nullable Boolean directOrNull() {
        return direct ? true : null;
    }

    /** On the wire: absent when all is as by default. */
    public @Nullable ChatSettings settingsOrNull() {
        return settings.equals(ChatSettings.DEFAULT) ? null : settings;
    }

    /** For its column. */
    public @Nullable String aboutJson() {
        return about == null ? null : Json.string(about);
    }

    /** For its column. */
    public @Nullable String settingsJson() {
        return settings.equals(ChatSettings.DEFAULT) ? null : Json.string(settings);
    }

    /** That the chat came to be with these. */
    public Event created(String chat, long rev, Instant createdAt) {
        return new Event.ChatCreated(
                chat, rev, title, createdAt, slowModeSeconds, about, directOrNull(), settingsOrNull());
    }

    /** That the chat has these now. */
    public Event changed(String chat, long rev, Instant createdAt) {
        return new Event.ChatChanged(
                chat, rev, title, createdAt, slowModeSeconds, about, directOrNull(), settingsOrNull());
    }
}
