package io.parley.core.directory;

import io.parley.core.identity.Caller;
import io.parley.core.identity.CurrentCaller;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Fills the directory from the tokens of whoever calls: a user is known before the user's first write needs the row. The
 * users seen last are remembered, so that a request costs no write, and mostly no look-up.
 */
class DirectoryFilter {
    private static final int REMEMBERED = 10_000;
    private static final String API = "/v1/";

    private final Directory directory;
    private final CurrentCaller current;
    private final Map<String, DirectoryUser> seen = Collections.synchronizedMap(new Recent());

    @Inject
    DirectoryFilter(Directory directory, CurrentCaller current) {
        this.directory = directory;
        this.current = current;
    }

    @ServerRequestFilter
    public void remember(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().startsWith(API)
                || current.isAnonymous()
                || !(current.get() instanceof Caller.User caller)) {
            return;
        }
        DirectoryUser user = new DirectoryUser(caller.id(), caller.username(), caller.displayName());
        if (!user.equals(seen.get(user.id()))) {
            directory.remember(user);
            seen.put(user.id(), user);
        }
    }

    private static final class Recent extends LinkedHashMap<String, DirectoryUser> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, DirectoryUser> eldest) {
            return size() > REMEMBERED;
        }
    }
}
