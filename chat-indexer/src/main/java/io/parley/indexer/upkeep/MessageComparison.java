package io.parley.indexer.upkeep;

import io.parley.contract.rest.Export;
import io.parley.contract.rest.Internal;
import io.parley.indexer.core.Core;
import io.parley.indexer.index.Holdings;
import io.parley.indexer.index.MessageDocument;
import io.parley.indexer.index.MessageIndex;
import io.parley.indexer.ops.Meters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Compares messages, and mends what differs. */
@ApplicationScoped
class MessageComparison {
    private static final Logger LOG = Logger.getLogger(MessageComparison.class);
    /** Into as many pieces a range is cut whose difference is looked for. */
    private static final int PIECES = 20;

    private final Core core;
    private final Holdings holdings;
    private final MessageIndex index;
    private final Meters meters;
    private final UpkeepConfig config;

    MessageComparison(Core core, Holdings holdings, MessageIndex index, Meters meters, UpkeepConfig config) {
        this.core = core;
        this.holdings = holdings;
        this.index = index;
        this.meters = meters;
        this.config = config;
    }

    /** Compares ranges of up to {@value Export#MAX_COUNTED} messages together; what is on its way gets time to arrive. */
    Reconciler.Found compare(List<Export.Range> ranges) throws InterruptedException {
        if (ranges.isEmpty()) {
            return Reconciler.Found.NOTHING;
        }
        List<Export.Digest> stored = core.digests(ranges);
        long messages = stored.stream().mapToLong(Export.Digest::messages).sum();
        List<Export.Range> differing = differing(ranges, stored);
        Reconciler.Found found = new Reconciler.Found(messages, 0, 0, 0, 0);
        if (!differing.isEmpty()) {
            Thread.sleep(config.settle());
            holdings.refresh();
            for (Export.Range range : differing(differing, core.digests(differing))) {
                found = found.plus(mend(range));
            }
        }
        return found;
    }

    private List<Export.Range> differing(List<Export.Range> ranges, List<Export.Digest> stored) {
        List<Export.Digest> held = holdings.digests(ranges);
        return IntStream.range(0, ranges.size())
                .filter(i -> !stored.get(i).equals(held.get(i)))
                .mapToObj(ranges::get)
                .toList();
    }

    private Reconciler.Found mend(Export.Range range) {
        if (range.size() <= Export.MAX_MESSAGES) {
            return mendAll(range);
        }
        List<Export.Range> pieces = pieces(range);
        Reconciler.Found found = Reconciler.Found.NOTHING;
        for (Export.Range piece : differing(pieces, core.digests(pieces))) {
            found = found.plus(mend(piece));
        }
        return found;
    }

    private static List<Export.Range> pieces(Export.Range range) {
        long size = Math.max(Export.MAX_MESSAGES, (range.size() + PIECES - 1) / PIECES);
        List<Export.Range> pieces = new ArrayList<>();
        for (long from = range.from(); from <= range.to(); from += size) {
            long to = Math.min(range.to(), from + size - 1);
            pieces.add(new Export.Range(range.application(), range.chat(), from, to));
        }
        return pieces;
    }

    /** The index is read first: what it has then, and the database has not later, is wrong. */
    private Reconciler.Found mendAll(Export.Range range) {
        Map<Long, Holdings.Held> held = new HashMap<>();
        holdings.of(range).forEach(one -> held.put(one.seq(), one));
        List<MessageDocument> missing = new ArrayList<>();
        for (MessageDocument document : core.messages(List.of(range))) {
            Holdings.Held there = held.remove(document.message().seq());
            if (there == null || there.rev() < document.message().rev()) {
                missing.add(document);
            } else if (there.rev() > document.message().rev()) {
                held.put(there.seq(), there);
            }
        }
        write(missing);
        List<Holdings.Held> surplus = List.copyOf(held.values());
        remove(surplus);
        return new Reconciler.Found(0, missing.size(), surplus.size(), 0, 0);
    }

    private void write(List<MessageDocument> missing) {
        if (missing.isEmpty()) {
            return;
        }
        for (MessageIndex.Refused refused : index.write(missing)) {
            LOG.errorf(
                    "A message cannot be indexed: %s, %s",
                    missing.get(refused.position()).id(), refused.reason());
        }
        meters.mended("missing", missing.size());
    }

    private void remove(List<Holdings.Held> surplus) {
        if (!surplus.isEmpty()) {
            holdings.remove(surplus);
            meters.mended("surplus", surplus.size());
        }
    }

    /** Chats that documents are of, after one. */
    List<Internal.ChatRef> indexed(Internal.@Nullable ChatRef after) {
        return holdings.chats(after);
    }

    /** Removes all documents of chats that are not stored. */
    Reconciler.Found removeAll(List<Internal.ChatRef> chats) {
        long removed = 0;
        for (Internal.ChatRef chat : chats) {
            List<Holdings.Held> some = holdings.some(chat);
            while (!some.isEmpty()) {
                remove(some);
                removed += some.size();
                holdings.refresh();
                some = holdings.some(chat);
            }
        }
        return new Reconciler.Found(0, 0, removed, 0, 0);
    }
}
