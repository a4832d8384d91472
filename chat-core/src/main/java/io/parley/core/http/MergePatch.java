package io.parley.core.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A merge patch (RFC 7396): a member that is absent stays as it is, and one that is {@code null} is removed. A record
 * cannot tell the two apart, so the tree is kept beside it.
 *
 * @param value the patch as a record
 * @param members the patch as it came
 */
public record MergePatch<T>(T value, ObjectNode members) {
    /** What a patch comes as. */
    public static final String MEDIA_TYPE = "application/merge-patch+json";

    /**
     * Reads a patch.
     *
     * @param body the body; absent when the request had none
     * @throws JsonProcessingException when a member is of the wrong type; answered as a bad request
     */
    public static <T> MergePatch<T> of(@Nullable ObjectNode body, Class<T> type) throws JsonProcessingException {
        if (body == null) {
            throw new ContractException(ErrorCode.INVALID_REQUEST, "A patch is a JSON object");
        }
        return new MergePatch<>(Json.MAPPER.treeToValue(body, type), body);
    }

    /** RFC 7396, section 2; null: nothing is left. */
    public static @Nullable ObjectNode merged(@Nullable ObjectNode target, @Nullable ObjectNode patch) {
        if (patch == null) {
            return null;
        }
        ObjectNode merged = target == null ? patch.objectNode() : target.deepCopy();
        patch.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (value.isNull()) {
                merged.remove(member.getKey());
            } else if (value instanceof ObjectNode object) {
                ObjectNode inner = merged.get(member.getKey()) instanceof ObjectNode there ? there : null;
                merged.set(member.getKey(), merged(inner, object));
            } else {
                merged.set(member.getKey(), value);
            }
        });
        return merged;
    }

    /**
     * A member that is an object itself, with what the patch says of it.
     *
     * @throws JsonProcessingException when a member of it is of the wrong type
     */
    public <M> @Nullable M merged(String member, @Nullable M before, Class<M> type) throws JsonProcessingException {
        if (!names(member)) {
            return before;
        }
        ObjectNode tree = before == null ? null : Json.MAPPER.valueToTree(before);
        ObjectNode merged = merged(tree, members.get(member) instanceof ObjectNode object ? object : null);
        return merged == null ? null : Json.MAPPER.treeToValue(merged, type);
    }

    /** Whether the patch says something of this member. */
    public boolean names(String member) {
        return members.has(member);
    }
}
