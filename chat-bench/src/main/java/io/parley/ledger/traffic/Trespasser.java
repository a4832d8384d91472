package io.parley.ledger.traffic;

import io.parley.client.ApplicationClient;
import io.parley.client.History;
import io.parley.client.ParleyException;
import io.parley.contract.rest.Messages;
import io.parley.contract.rest.Sync;
import io.parley.ledger.evidence.Ledger;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Somebody who was never let in, and another application with its token: both must be told that there is no such chat. */
final class Trespasser {
    private final Person stranger;
    private final List<Tenant> tenants;
    private final Ledger ledger;
    private final BooleanSupplier givenUp;
    private final AtomicInteger attempts = new AtomicInteger();

    Trespasser(Person stranger, List<Tenant> tenants, Ledger ledger, BooleanSupplier givenUp) {
        this.stranger = stranger;
        this.tenants = tenants;
        this.ledger = ledger;
        this.givenUp = givenUp;
    }

    void attempt(Tenant tenant, String chat, int core) {
        Function<Integer, ApplicationClient> other = number -> tenants.stream()
                .filter(each -> !each.id().equals(tenant.id()))
                .findFirst()
                .orElseThrow()
                .own()
                .get(Math.floorMod(number, tenant.own().size()))
                .application(tenant.id());
        for (Way way : ways(chat)) {
            refused(way, tenant, core, number -> stranger.in(tenant.id(), number), stranger.name());
            refused(way, tenant, core, other, "another application");
        }
    }

    /** A way in: gives whether it opened. */
    private record Way(String name, Function<ApplicationClient, Boolean> opens) {}

    private List<Way> ways(String chat) {
        Messages.Send body = new Messages.Send("trespasser-" + attempts.incrementAndGet(), "I am in", null, null);
        return List.of(
                new Way("history of " + chat, at -> at.chat(chat).history(History.latest()) != null),
                new Way("changes of " + chat, at -> at.chat(chat).changes(0, 1) != null),
                new Way("members of " + chat, at -> at.chat(chat).members(null) != null),
                new Way("writing to " + chat, at -> at.chat(chat).send(body) instanceof io.parley.client.Sent.Stored),
                new Way(
                        "sync",
                        at -> !at.sync(new Sync.Request(null, 1, null)).chats().isEmpty()));
    }

    private void refused(Way way, Tenant tenant, int core, Function<Integer, ApplicationClient> who, String name) {
        try {
            Boolean opened = Rest.until(core, givenUp, number -> way.opens().apply(who.apply(number)));
            if (Boolean.TRUE.equals(opened)) {
                ledger.met(new Ledger.Anomaly(
                        true, name + " in " + tenant.name(), way.name() + " is open", System.currentTimeMillis()));
            }
        } catch (ParleyException e) {
            // Refused, as it must be.
        }
    }
}
