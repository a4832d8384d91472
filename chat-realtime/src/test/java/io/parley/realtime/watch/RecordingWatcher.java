package io.parley.realtime.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes down what it is given. */
final class RecordingWatcher implements Watcher {
    final List<Long> revs = new ArrayList<>();
    final List<Long> resets = new ArrayList<>();
    private final String user;

    RecordingWatcher(String user) {
        this.user = user;
    }

    @Override
    public UUID application() {
        return Timeline.APPLICATION;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public void deliver(Frame frame) {
        revs.add(frame.rev());
    }

    @Override
    public void reset(String chat, long rev) {
        resets.add(rev);
    }

    @Override
    public boolean toldGone(String chat, long rev) {
        return false;
    }
}
