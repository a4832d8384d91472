package io.parley.bench.wire;

import java.nio.charset.StandardCharsets;

/** Parley's REST API, as far as messages are sent by it: docs/protocol/rest.md. Nothing is delivered this way. */
public final class RestDialect implements Dialect {
    private static final int OK = 200;
    private static final int CREATED = 201;

    @Override
    public Session open(Account account) {
        return new RestSession(account);
    }

    private static final class RestSession extends HttpWire {
        private final Account account;
        private boolean known;

        RestSession(Account account) {
            this.account = account;
        }

        /** Asks who it is, so that it is ready only once its token was accepted. */
        @Override
        public byte[] opening() {
            return ask(request("GET", "/v1/me", account.token(), ""));
        }

        @Override
        public byte[] send(String chat, long number, byte[] text) {
            String body = "{\"clientId\":\"" + Number48.text(number) + "\",\"text\":\""
                    + new String(text, StandardCharsets.US_ASCII) + "\"}";
            String path = "/v1/applications/" + account.space() + "/chats/" + chat + "/messages";
            return ask(request("POST", path, account.token(), body));
        }

        @Override
        protected void answered(int status, byte[] data, int from, int to, Inbox inbox) {
            if (!known && status == OK) {
                known = true;
                inbox.ready();
            } else if (status == CREATED) {
                inbox.acked(Number48.find(data, from, to));
            } else {
                // Also a 200, which says that the message was there before, and a 202, which promises nothing.
                inbox.refused(status + " " + new String(data, from, to - from, StandardCharsets.UTF_8));
            }
        }
    }
}
