package io.parley.client;

/** The token of one socket: which one the server knows, and which comes next. Thread-safe; what asks the supplier blocks. */
final class Tokens {
    private final TokenSupplier supplier;
    private volatile String current = "";
    private volatile boolean spent;

    Tokens(TokenSupplier supplier) {
        this.supplier = supplier;
    }

    /** For a new connection. */
    String forConnection() {
        String token = spent ? supplier.renewed(current) : supplier.token();
        spent = false;
        current = token;
        return token;
    }

    /** One that outlives the current one, or the current one when there is no such yet. */
    String renewed() {
        return supplier.renewed(current);
    }

    boolean isCurrent(String token) {
        return current.equals(token);
    }

    /** The server has taken this one in the place of the one before. */
    void use(String token) {
        current = token;
    }

    /** The server does not take the current one any more: the next connection needs another. */
    void refused() {
        spent = true;
    }
}
