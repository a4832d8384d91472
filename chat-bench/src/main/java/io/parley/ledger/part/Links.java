package io.parley.ledger.part;

import io.parley.ledger.proxy.TcpProxy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The proxies of an installation. */
public final class Links implements AutoCloseable {
    private final Map<Link, List<TcpProxy>> proxies = new EnumMap<>(Link.class);

    /** One more link of that kind; gives the port to connect to. */
    int add(Link link, int target) {
        List<TcpProxy> alike = proxies.computeIfAbsent(link, _ -> new ArrayList<>());
        TcpProxy proxy = TcpProxy.to(link.id() + "-" + (alike.size() + 1), target);
        alike.add(proxy);
        return proxy.port();
    }

    /** Those of a kind, in the order of their processes. */
    public List<TcpProxy> of(Link link) {
        return List.copyOf(proxies.getOrDefault(link, List.of()));
    }

    @Override
    public void close() {
        proxies.values().forEach(alike -> alike.forEach(TcpProxy::close));
    }
}
