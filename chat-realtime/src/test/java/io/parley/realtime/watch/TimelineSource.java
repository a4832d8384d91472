package io.parley.realtime.watch;

import io.parley.contract.broker.EventBundle.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Answers from timelines, at once or when told to. */
public final class TimelineSource implements ChangeSource {
    public final Map<ChatKey, Timeline> timelines = new HashMap<>();
    public final Deque<Runnable> delayed = new ArrayDeque<>();
    public final List<Long> askedAfter = new ArrayList<>();
    public boolean delay;
    public boolean broken;

    public TimelineSource with(Timeline timeline) {
        timelines.put(timeline.key, timeline);
        return this;
    }

    @Override
    public void changes(
            ChatKey chat, long after, int limit, BiConsumer<@Nullable Changes, @Nullable Throwable> answer) {
        askedAfter.add(after);
        if (broken) {
            later(() -> answer.accept(null, new IllegalStateException("away")));
            return;
        }
        Timeline timeline = timelines.get(chat);
        List<Entry> missed = timeline.after(after);
        List<Entry> page = missed.subList(0, Math.min(limit, missed.size()));
        long covered = page.isEmpty() ? after : page.getLast().envelope().rev();
        Changes changes = new Changes(page, covered, page.size() < missed.size());
        later(() -> answer.accept(changes, null));
    }

    @Override
    public void heads(List<ChatKey> chats, BiConsumer<@Nullable List<@Nullable Long>, @Nullable Throwable> answer) {
        List<Long> heads = new ArrayList<>();
        chats.forEach(
                key -> heads.add(timelines.containsKey(key) ? timelines.get(key).head() : null));
        later(() -> answer.accept(heads, null));
    }

    private void later(Runnable answer) {
        if (delay) {
            delayed.add(answer);
        } else {
            answer.run();
        }
    }
}
