package io.parley.core.message;

import io.parley.contract.error.ContractException;
import io.parley.core.http.Flags;
import io.parley.core.http.Numbers;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which part of a chat's history. Taken as text, so that a wrong one is refused in our words. */
public class HistoryParameters {
    @QueryParam("before")
    @Parameter(description = "Only messages with a smaller seq.", schema = @Schema(type = SchemaType.INTEGER))
    @Nullable
    String before;

    @QueryParam("after")
    @Parameter(
            description = "Only messages with a larger seq, oldest first.",
            schema = @Schema(type = SchemaType.INTEGER))
    @Nullable
    String after;

    @QueryParam("around")
    @Parameter(
            description = "The message with this seq and as many before as after it, oldest first.",
            schema = @Schema(type = SchemaType.INTEGER))
    @Nullable
    String around;

    @QueryParam("at")
    @Parameter(
            description = "Only messages from this time on, oldest first.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Nullable
    String at;

    @QueryParam("thread")
    @Parameter(
            description = "Only replies of the thread that the message with this seq began.",
            schema = @Schema(type = SchemaType.INTEGER))
    @Nullable
    String thread;

    @QueryParam("pinned")
    @Parameter(description = "true: only pinned ones.", schema = @Schema(type = SchemaType.BOOLEAN))
    @Nullable
    String pinned;

    /** Checks that at most one says where to begin, and at most one what to leave out. */
    void check(boolean cursor) {
        long beginnings =
                Stream.of(before, after, around, at).filter(Objects::nonNull).count();
        if (beginnings + (cursor ? 1 : 0) > 1) {
            throw ContractException.invalid("cursor", "Give one of before, after, around, at and cursor, not several");
        }
        if (thread != null && Flags.isTrue("pinned", pinned)) {
            throw ContractException.invalid("pinned", "Give one of thread and pinned, not both");
        }
    }

    Source source() {
        if (thread != null) {
            return Source.THREAD;
        }
        return Flags.isTrue("pinned", pinned) ? Source.PINNED : Source.ALL;
    }

    @Nullable
    Long thread() {
        return thread == null ? null : Numbers.natural("thread", thread, 0);
    }

    @Nullable
    Long around() {
        return around == null ? null : Numbers.natural("around", around, 0);
    }

    @Nullable
    Instant at() {
        if (at == null) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(at).toInstant();
            if (!time.isBefore(Instant.EPOCH) && time.isBefore(io.parley.core.http.Cursor.END)) {
                return time;
            }
        } catch (DateTimeException e) {
            // Refused below, in the same words as a time out of bounds.
        }
        throw ContractException.invalid("at", "at must be a time of RFC 3339, such as 2026-11-23T09:00:00Z");
    }

    /** Where {@code before} or {@code after} begins; without either: at the newest. */
    Walk begin() {
        return after != null
                ? Walk.onward(true, Numbers.natural("after", after, 0))
                : Walk.onward(false, Numbers.natural("before", before, Long.MAX_VALUE));
    }
}
