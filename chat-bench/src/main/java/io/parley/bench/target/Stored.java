package io.parley.bench.target;

/**
 * What a server has in its database of the messages of a run.
 *
 * @param rows all of them whose content is whole
 * @param different by their content
 */
public record Stored(long rows, long different) {
    /** Whether each of so many messages is there once. */
    public boolean isExactly(long sent) {
        return rows == sent && different == sent;
    }
}
