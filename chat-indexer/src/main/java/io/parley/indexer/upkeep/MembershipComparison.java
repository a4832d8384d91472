package io.parley.indexer.upkeep;

import io.parley.contract.rest.Export;
import io.parley.indexer.core.Core;
import io.parley.indexer.member.MemberHoldings;
import io.parley.indexer.member.MembershipChange;
import io.parley.indexer.ops.Meters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares the memberships of users, and mends what differs. */
@ApplicationScoped
class MembershipComparison {
    private final Core core;
    private final MemberHoldings holdings;
    private final Meters meters;
    private final UpkeepConfig config;

    MembershipComparison(Core core, MemberHoldings holdings, Meters meters, UpkeepConfig config) {
        this.core = core;
        this.holdings = holdings;
        this.meters = meters;
        this.config = config;
    }

    /** Compares users of whom there are documents; what is on its way gets time to arrive. */
    Reconciler.Found compare(List<Export.User> users) throws InterruptedException {
        return new Reconciler.Found(0, 0, 0, users.size(), settle(holdings.differing(users, this::stored)));
    }

    /** Adds users of whom there are none. */
    Reconciler.Found add(List<Export.User> users) throws InterruptedException {
        return new Reconciler.Found(0, 0, 0, users.size(), settle(users));
    }

    private int settle(List<Export.User> differing) throws InterruptedException {
        if (differing.isEmpty()) {
            return 0;
        }
        Thread.sleep(config.settle());
        List<Export.User> wrong = holdings.differing(differing, this::stored);
        holdings.settle(wrong, this::stored);
        meters.mended("membership", wrong.size());
        return wrong.size();
    }

    private Map<Export.User, List<MembershipChange>> stored(List<Export.User> users) {
        Map<Export.User, List<MembershipChange>> changes = new HashMap<>();
        if (users.isEmpty()) {
            return changes;
        }
        for (Export.Membership membership : core.memberships(users)) {
            Export.User user = users.get(membership.user());
            Long fromSeq = membership.fromSeq();
            changes.computeIfAbsent(user, ignored -> new ArrayList<>())
                    .add(new MembershipChange(
                            user.application(),
                            user.user(),
                            membership.chat(),
                            membership.rev(),
                            membership.member(),
                            fromSeq == null || !membership.member() ? 0 : fromSeq));
        }
        return changes;
    }
}
