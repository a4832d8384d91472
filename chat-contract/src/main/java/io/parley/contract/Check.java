package io.parley.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.error.ContractException;
import io.parley.contract.event.ChatAbout;
import io.parley.contract.event.Mentions;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules that fields obey, in one place for REST, socket and batch writer. Each method returns what it was given, or
 * throws a {@link ContractException} that names the field, the bound and what to do.
 */
public final class Check {
    /** What the sender of an application's own message begins with; the application's id follows. */
    public static final String APPLICATION_SENDER = "application:";

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final Pattern CHAT_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]*");
    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[\\x21-\\x7e]+");
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7e]+");

    private Check() {}

    /** A chat's id: 1 to 64 of letters, digits and {@code _ . : -}, beginning with a letter or digit. */
    public static String chatId(@Nullable String value, String field) {
        String id = present(value, field);
        if (id.length() > Limits.CHAT_ID_CHARS || !CHAT_ID.matcher(id).matches()) {
            throw ContractException.invalid(
                    field,
                    "%s must be 1 to %d of the characters A-Z a-z 0-9 _ . : - and begin with a letter or digit"
                            .formatted(field, Limits.CHAT_ID_CHARS));
        }
        return id;
    }

    /** A client's id for a message: 1 to 64 visible ASCII characters. */
    public static String clientId(@Nullable String value, String field) {
        return ascii(value, field, Limits.CLIENT_ID_CHARS);
    }

    /** An {@code Idempotency-Key}: 1 to 255 visible ASCII characters. */
    public static String idempotencyKey(@Nullable String value, String field) {
        return ascii(value, field, Limits.IDEMPOTENCY_KEY_CHARS);
    }

    /** When something ends by itself: absent, or in the future, before the year 9999. */
    public static @Nullable Instant end(@Nullable Instant value, Instant now, String field) {
        if (value != null && (!value.isAfter(now) || !value.isBefore(LATEST))) {
            throw ContractException.invalid(
                    field, field + " must be in the future and before the year 9999, or absent: never");
        }
        return value;
    }

    /** A user's id, the {@code sub} of OpenID Connect: 1 to 255 visible ASCII characters. */
    public static String userId(@Nullable String value, String field) {
        return ascii(value, field, Limits.USER_ID_CHARS);
    }

    /**
     * The subject of a person's token: a user's id that is not the name of an application's sender. Nobody becomes an
     * application by how an identity provider names people.
     */
    public static String subject(@Nullable String value, String field) {
        String subject = userId(value, field);
        if (subject.startsWith(APPLICATION_SENDER)) {
            throw ContractException.invalid(field, field + " must not begin with " + APPLICATION_SENDER);
        }
        return subject;
    }

    private static String ascii(@Nullable String value, String field, int limit) {
        String id = present(value, field);
        if (id.length() > limit || !VISIBLE_ASCII.matcher(id).matches()) {
            throw ContractException.invalid(
                    field, "%s must be 1 to %d visible ASCII characters".formatted(field, limit));
        }
        return id;
    }

    /** A message's text: 1 to 10,000 characters of valid Unicode without NUL, not blank. */
    public static String text(@Nullable String value, String field) {
        return words(value, field, Limits.TEXT_CHARS);
    }

    /** A title: 1 to 200 characters of valid Unicode without control characters, not blank. */
    public static String title(@Nullable String value, String field) {
        String title = words(value, field, Limits.TITLE_CHARS);
        if (title.chars().anyMatch(Character::isISOControl)) {
            throw ContractException.invalid(field, field + " must not contain control characters");
        }
        return title;
    }

    /** What a chat is about: absent when there is nothing in it. */
    public static @Nullable ChatAbout about(@Nullable ChatAbout value, String field) {
        if (value == null || value.equals(ChatAbout.NONE)) {
            return null;
        }
        if (value.description() != null) {
            words(value.description(), field + ".description", Limits.DESCRIPTION_CHARS);
        }
        if (value.picture() != null) {
            url(value.picture(), field + ".picture");
        }
        metadata(value.metadata(), field + ".metadata");
        return value;
    }

    private static void url(String value, String field) {
        if (value.length() > Limits.URL_CHARS || !WEB_ADDRESS.matcher(value).matches()) {
            throw ContractException.invalid(
                    field,
                    "%s must be an http or https URL of at most %d characters".formatted(field, Limits.URL_CHARS));
        }
    }

    /** A ban's reason: absent, or 1 to 500 characters of valid Unicode without NUL, not blank. */
    public static @Nullable String banReason(@Nullable String value, String field) {
        return value == null ? null : words(value, field, Limits.BAN_REASON_CHARS);
    }

    /** What somebody who asks to be let into a chat says: as a ban's reason. */
    public static @Nullable String joinNote(@Nullable String value, String field) {
        return value == null ? null : words(value, field, Limits.JOIN_NOTE_CHARS);
    }

    /** A reaction: 1 to 32 characters of valid Unicode without control characters, not blank. */
    public static String reaction(@Nullable String value, String field) {
        String reaction = words(value, field, Limits.REACTION_CHARS);
        if (reaction.chars().anyMatch(Character::isISOControl)) {
            throw ContractException.invalid(field, field + " must not contain control characters");
        }
        return reaction;
    }

    /** Seconds of slow mode: absent, or 0 to 21,600; 0 is none. */
    public static @Nullable Integer slowModeSeconds(@Nullable Integer value, String field) {
        if (value != null && (value < 0 || value > Limits.SLOW_MODE_SECONDS)) {
            throw ContractException.invalid(field, "%s must be 0 to %d".formatted(field, Limits.SLOW_MODE_SECONDS));
        }
        return value == null || value == 0 ? null : value;
    }

    private static String words(@Nullable String value, String field, int limit) {
        String words = present(value, field);
        if (words.length() > limit) {
            throw ContractException.invalid(
                    field, "%s has %d characters; the limit is %d".formatted(field, words.length(), limit));
        }
        if (words.isBlank()) {
            throw ContractException.invalid(field, field + " must not be blank");
        }
        return storable(words, field);
    }

    /** Recipients: absent, or 1 to 256 different user ids. */
    public static @Nullable List<String> recipients(@Nullable List<String> value, String field) {
        if (value == null) {
            return null;
        }
        if (value.isEmpty() || value.size() > Limits.RECIPIENTS) {
            throw ContractException.invalid(
                    field,
                    "%s has %d users; give 1 to %d, or leave it out to reach the whole chat"
                            .formatted(field, value.size(), Limits.RECIPIENTS));
        }
        Set<String> seen = new HashSet<>();
        for (String user : value) {
            if (!seen.add(userId(user, field))) {
                throw ContractException.invalid(field, field + " names a user twice");
            }
        }
        return List.copyOf(value);
    }

    /** The number of a message: absent, or 1 or more. */
    public static @Nullable Long replyTo(@Nullable Long value, String field) {
        if (value != null && value < 1) {
            throw ContractException.invalid(field, field + " must be the number of a message: 1 or more");
        }
        return value;
    }

    /** Seconds until a message is deleted: absent, or 5 to 31,536,000. */
    public static @Nullable Long expiresInSeconds(@Nullable Long value, String field) {
        if (value != null && (value < Limits.EXPIRES_SECONDS_MIN || value > Limits.EXPIRES_SECONDS_MAX)) {
            throw ContractException.invalid(
                    field,
                    "%s must be %d to %d".formatted(field, Limits.EXPIRES_SECONDS_MIN, Limits.EXPIRES_SECONDS_MAX));
        }
        return value;
    }

    /** Mentions: absent, or at most 50 different user ids, everyone, and different roles. None at all are absent. */
    public static @Nullable Mentions mentions(@Nullable Mentions value, String field) {
        if (value == null || (value.users() == null && value.everyone() == null && value.roles() == null)) {
            return null;
        }
        if (value.users() != null) {
            if (value.users().size() > Limits.MENTIONS) {
                throw ContractException.invalid(
                        field,
                        "%s names %d users; the limit is %d"
                                .formatted(field, value.users().size(), Limits.MENTIONS));
            }
            value.users().forEach(user -> userId(user, field));
            requireDifferent(value.users(), field);
        }
        if (value.roles() != null) {
            if (value.roles().contains(null)) {
                throw ContractException.invalid(field, field + " names no role where there should be one");
            }
            requireDifferent(value.roles(), field);
        }
        return value;
    }

    private static void requireDifferent(List<?> values, String field) {
        if (new HashSet<>(values).size() < values.size()) {
            throw ContractException.invalid(field, field + " names one twice");
        }
    }

    /** Metadata: absent, or a JSON object of at most 4,096 bytes and 32 levels. */
    public static @Nullable ObjectNode metadata(@Nullable ObjectNode value, String field) {
        if (value == null) {
            return null;
        }
        int size = Json.bytes(value).length;
        if (size > Limits.METADATA_BYTES) {
            throw ContractException.invalid(
                    field, "%s has %d bytes; the limit is %d".formatted(field, size, Limits.METADATA_BYTES));
        }
        levels(value, field);
        storableTree(value, field);
        return value;
    }

    /** An object that is passed on in others: at most 32 levels, itself included. */
    public static void levels(JsonNode value, String field) {
        if (isDeeper(value, Limits.LEVELS)) {
            throw ContractException.invalid(
                    field, "%s is nested too deep; the limit is %d levels".formatted(field, Limits.LEVELS));
        }
    }

    private static boolean isDeeper(JsonNode node, int levels) {
        if (node.isValueNode()) {
            return false;
        }
        if (levels == 0) {
            return true;
        }
        for (JsonNode inner : node) {
            if (isDeeper(inner, levels - 1)) {
                return true;
            }
        }
        return false;
    }

    private static void storableTree(JsonNode node, String field) {
        if (node.isTextual()) {
            storable(node.textValue(), field);
        }
        node.properties().forEach(member -> {
            storable(member.getKey(), field);
            storableTree(member.getValue(), field);
        });
        if (node.isArray()) {
            node.forEach(item -> storableTree(item, field));
        }
    }

    /** PostgreSQL stores no NUL, and a lone surrogate would turn into another character on its way to UTF-8. */
    private static String storable(String value, String field) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0) {
                throw ContractException.invalid(field, field + " must not contain the character U+0000");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1));
                if (!pair) {
                    throw ContractException.invalid(field, field + " is not valid Unicode: it has a lone surrogate");
                }
                i++;
            }
        }
        return value;
    }

    private static String present(@Nullable String value, String field) {
        if (value == null || value.isEmpty()) {
            throw ContractException.invalid(field, field + " is required");
        }
        return value;
    }
}
