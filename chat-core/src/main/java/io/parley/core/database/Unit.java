package io.parley.core.database;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * What features commit each by themselves, committed together: while a unit is open on this thread their transactions are
 * parts of its own, and what they do after the commit waits for that of the unit.
 */
public final class Unit {
    private static final ScopedValue<List<Runnable>> AFTER_COMMIT = ScopedValue.newInstance();

    private Unit() {}

    /** Commits all that {@code work} did, or nothing of it when it failed. Not inside another unit. */
    public static <T> T of(Supplier<T> work) {
        List<Runnable> after = new ArrayList<>();
        Callable<T> inside = () -> ScopedValue.where(AFTER_COMMIT, after).call(work::get);
        T result = QuarkusTransaction.requiringNew().call(inside);
        after.forEach(Runnable::run);
        return result;
    }

    /** A transaction: the open unit's, or else one of its own. */
    public static <T> T transaction(Callable<T> work) {
        return (AFTER_COMMIT.isBound() ? QuarkusTransaction.joiningExisting() : QuarkusTransaction.requiringNew())
                .call(work);
    }

    /** Runs it once what was written is committed: after the open unit, or else now. */
    public static void afterCommit(Runnable what) {
        if (AFTER_COMMIT.isBound()) {
            AFTER_COMMIT.get().add(what);
        } else {
            what.run();
        }
    }
}
