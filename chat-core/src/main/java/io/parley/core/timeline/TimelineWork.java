package io.parley.core.timeline;

import java.sql.SQLException;

/** What is done to a chat while its row is locked. */
@FunctionalInterface
public interface TimelineWork<T> {
    T apply(TimelineTransaction transaction) throws SQLException;
}
