package io.parley.core.http;

import com.fasterxml.jackson.core.JsonProcessingException;
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

    /** Whether the patch says something of this member. */
    public boolean names(String member) {
        return members.has(member);
    }
}
