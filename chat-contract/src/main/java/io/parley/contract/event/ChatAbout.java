package io.parley.contract.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What a chat is about; Parley does nothing with it.
 *
 * @param description 1 to 1,000 characters
 * @param picture the address of a picture: an http or https URL of at most 2,048 characters; never fetched by Parley
 * @param metadata the application's own: a JSON object of at most 4,096 bytes
 */
public record ChatAbout(
        @Nullable String description,
        @Nullable String picture,
        @Nullable ObjectNode metadata) {
    /** Nothing. */
    public static final ChatAbout NONE = new ChatAbout(null, null, null);
}
