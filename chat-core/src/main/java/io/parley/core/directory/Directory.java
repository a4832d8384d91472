package io.parley.core.directory;

import io.parley.contract.Check;
import io.parley.contract.Json;
import io.parley.contract.Limits;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.core.database.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds users: first among those that are known here, then in Keycloak, so that one who has never logged in is found
 * too. Whoever is found has a row afterwards.
 */
@Singleton
public class Directory {
    private final Database database;
    private final RealmUsers realm;
    private final Clock clock;

    @Inject
    Directory(Database database, RealmUsers realm, Clock clock) {
        this.database = database;
        this.realm = realm;
        this.clock = clock;
    }

    /**
     * The user of an id.
     *
     * @param field the request's field that named the user, for the refusal
     * @throws ContractException {@link ErrorCode#USER_NOT_FOUND}, or {@link ErrorCode#UNAVAILABLE} when Keycloak is away
     */
    public DirectoryUser byId(String id, String field) {
        Check.userId(id, field);
        // A row without a name was put there for a recipient whom nobody has verified yet.
        return database.first("""
                        select id, username, display_name from directory_user
                        where id = ? and username is not null
                        """, Directory::user, id)
                .or(() -> realm.byId(id).map(this::remember))
                .orElseThrow(() -> notFound(field));
    }

    /**
     * The user of a username, which is not case-sensitive, as in Keycloak.
     *
     * @throws ContractException {@link ErrorCode#USER_NOT_FOUND}, or {@link ErrorCode#UNAVAILABLE} when Keycloak is away
     */
    public DirectoryUser byUsername(String username, String field) {
        if (username.isBlank() || username.length() > Limits.USERNAME_CHARS || username.indexOf(0) >= 0) {
            throw ContractException.invalid(
                    field, "%s must be 1 to %d characters".formatted(field, Limits.USERNAME_CHARS));
        }
        return known(username)
                .or(() -> realm.byUsername(username).map(this::remember))
                .orElseThrow(() -> notFound(field));
    }

    /** Those of many ids that are known here; one statement. */
    public Map<String, DirectoryUser> known(List<String> ids) {
        Map<String, DirectoryUser> users = new HashMap<>();
        database.list(
                        """
                        select id, username, display_name from directory_user
                        where id in (select json_array_elements_text(?::json)) and username is not null
                        """,
                        Directory::user,
                        Json.string(ids.stream().filter(Directory::possible).toList()))
                .forEach(user -> users.put(user.id(), user));
        return users;
    }

    /** No user has an id of other characters, and of some of them PostgreSQL would make nothing. */
    private static boolean possible(String id) {
        return id.chars().allMatch(character -> character > ' ' && character <= '~');
    }

    /** Keeps what is known of a user; writes only what is new. */
    DirectoryUser remember(DirectoryUser user) {
        database.update("""
                insert into directory_user as known (id, username, display_name, updated_at) values (?, ?, ?, ?)
                on conflict (id) do update
                set username = excluded.username, display_name = excluded.display_name, updated_at = excluded.updated_at
                where (known.username, known.display_name) is distinct from (excluded.username, excluded.display_name)
                """, user.id(), user.username(), user.displayName(), clock.instant());
        return user;
    }

    /** Two users of one name mean that it was given on in the realm; only Keycloak knows to whom. */
    private Optional<DirectoryUser> known(String username) {
        List<DirectoryUser> users = database.list("""
                select id, username, display_name from directory_user
                where lower(username) = lower(?) limit 2
                """, Directory::user, username);
        return users.size() == 1 ? Optional.of(users.getFirst()) : Optional.empty();
    }

    private static DirectoryUser user(ResultSet row) throws SQLException {
        return new DirectoryUser(row.getString("id"), row.getString("username"), row.getString("display_name"));
    }

    private static ContractException notFound(String field) {
        return new ContractException(
                ErrorCode.USER_NOT_FOUND, field, "There is no such user in the realm; see the field " + field + ".");
    }
}
