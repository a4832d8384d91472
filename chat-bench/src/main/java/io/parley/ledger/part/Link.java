package io.parley.ledger.part;

/** The kinds of links between two parts; of most there are several, one for each process at the near end. */
public enum Link {
    CORE_POSTGRES("core-postgres"),
    CORE_REDIS("core-redis"),
    CORE_BROKER("core-broker"),
    GATEWAY_BROKER("gateway-broker"),
    GATEWAY_CORE("gateway-core"),
    INDEXER_BROKER("indexer-broker"),
    INDEXER_SEARCH("indexer-search"),
    INDEXER_CORE("indexer-core"),
    CLIENT_GATEWAY("client-gateway");

    private final String id;

    Link(String id) {
        this.id = id;
    }

    /** As faults and reports name it. */
    public String id() {
        return id;
    }
}
