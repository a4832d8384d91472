package io.parley.indexer.search;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters of a search. Taken as text, so that a wrong one is refused in our words. */
public class SearchParameters {
    @QueryParam("q")
    @Parameter(
            description =
                    "What to look for: words, \"phrases\", -excluded words. May be absent where something else narrows",
            schema = @Schema(minLength = 1, maxLength = 500))
    @Nullable
    String q;

    @QueryParam("chat")
    @Parameter(description = "Only in this chat")
    @Nullable
    String chat;

    @QueryParam("sender")
    @Parameter(description = "Only by this user; me: the caller's own")
    @Nullable
    String sender;

    @QueryParam("mention")
    @Parameter(description = "Only where this user, or everyone, is mentioned; me: the caller")
    @Nullable
    String mention;

    @QueryParam("directed")
    @Parameter(
            description = "Only messages that name the caller as a recipient",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @Nullable
    String directed;

    @QueryParam("has")
    @Parameter(description = "Only what has all of these, by commas: attachment, link, reaction, pin, replies")
    @Nullable
    String has;

    @QueryParam("tag")
    @Parameter(description = "Only with this #tag in the text, given without the #")
    @Nullable
    String tag;

    @QueryParam("thread")
    @Parameter(
            description = "Only this message of the chat and the replies to it",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
    @Nullable
    String thread;

    @QueryParam("since")
    @Parameter(description = "Only from this time on", schema = @Schema(format = "date-time"))
    @Nullable
    String since;

    @QueryParam("until")
    @Parameter(description = "Only before this time", schema = @Schema(format = "date-time"))
    @Nullable
    String until;

    @QueryParam("sort")
    @Parameter(
            description =
                    "relevance, which is the default where words or phrases are looked for; newest or oldest first",
            schema = @Schema(enumeration = {"relevance", "newest", "oldest"}))
    @Nullable
    String sort;

    @QueryParam("context")
    @Parameter(
            description = "Messages on either side of each hit; limit may be at most 20 then",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "5", defaultValue = "0"))
    @Nullable
    String context;

    @QueryParam("facets")
    @Parameter(description = "Count all hits by these, separated by commas: chat, sender")
    @Nullable
    String facets;

    @QueryParam("limit")
    @Parameter(
            description = "Hits on a page",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    @Nullable
    String limit;

    @QueryParam("cursor")
    @Parameter(description = "next of the page before, with all else the same")
    @Nullable
    String cursor;
}
