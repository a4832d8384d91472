package io.parley.core.member;

import io.parley.contract.Check;
import io.parley.contract.broker.Live;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.permission.Action;
import io.parley.contract.rest.People;
import io.parley.core.database.Database;
import io.parley.core.directory.Directory;
import io.parley.core.identity.ApplicationAccess;
import io.parley.core.live.LivePublisher;
import io.parley.core.subscription.Leaving;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Removes and bans users; who may has been judged before. What became true is told to gateways after the commit. */
@Singleton
class MemberService {
    private static final String OWNER = "select owner_id from application where id = ?";

    private static final String BAN = """
            insert into application_ban as b (application_id, user_id, reason, since, until) values (?, ?, ?, ?, ?)
            on conflict (application_id, user_id) do update
            set reason = excluded.reason, until = excluded.until,
                -- A ban that is changed began when it began; one that was over is another one.
                since = case when b.until <= excluded.since then excluded.since else b.since end
            """;

    private static final String ADMIT = """
            insert into application_member as m (application_id, user_id, joined_at, role) values (?, ?, ?, ?)
            on conflict (application_id, user_id) do update
            set role = excluded.role where ? and m.role is distinct from excluded.role
            """;

    private static final String IS_ADMIN =
            "select role = 'admin' from application_member where application_id = ? and user_id = ?";

    private static final String LIFT = "delete from application_ban where application_id = ? and user_id = ?";

    private static final String REMOVE = "delete from application_member where application_id = ? and user_id = ?";

    private final Database database;
    private final Directory directory;
    private final Leaving leaving;
    private final LivePublisher live;
    private final Clock clock;

    @Inject
    MemberService(Database database, Directory directory, Leaving leaving, LivePublisher live, Clock clock) {
        this.database = database;
        this.directory = directory;
        this.leaving = leaving;
        this.live = live;
        this.clock = clock;
    }

    /**
     * Makes a user of the realm a member.
     *
     * @param role absent: member, or what the user is already
     */
    void admit(ApplicationAccess access, String user, People.@Nullable AppRole role) {
        if (role == People.AppRole.ADMIN) {
            access.require(Action.APPOINT_ADMINS);
        } else if (role != null) {
            notAnAdmin(access, user);
        }
        String known = directory.byId(user, "user").id();
        String column = role == People.AppRole.ADMIN ? "admin" : null;
        database.update(ADMIT, access.application(), known, clock.instant(), column, role != null);
    }

    void ban(ApplicationAccess access, String user, People.@Nullable BanRequest request) {
        UUID application = access.application();
        String reason = request == null ? null : Check.banReason(request.reason(), "reason");
        Instant now = clock.instant();
        Instant until = request == null ? null : Check.end(request.until(), now, "until");
        notTheOwner(application, user);
        notAnAdmin(access, user);
        String known = directory.byId(user, "user").id();
        database.update(BAN, application, known, reason, now, until);
        live.publish(new Live.Expelled(application, known, Live.Expelled.Reason.BANNED));
    }

    void lift(UUID application, String user) {
        database.update(LIFT, application, Check.userId(user, "user"));
    }

    /**
     * Removes a user from the application and all of its chats. The first thing that is committed keeps the user out, where
     * the application is not open; what comes after can be repeated when it broke off.
     */
    void remove(ApplicationAccess access, String user) {
        UUID application = access.application();
        notTheOwner(application, Check.userId(user, "user"));
        if (!access.caller().sender().equals(user)) {
            notAnAdmin(access, user);
        }
        boolean member = database.update(REMOVE, application, user) > 0;
        int left = leaving.all(application, user);
        if (!member && left == 0) {
            throw new ContractException(ErrorCode.USER_NOT_FOUND, "The user is no member of this application.");
        }
        live.publish(new Live.Expelled(application, user, Live.Expelled.Reason.REMOVED));
    }

    /** Admins do not turn on each other. */
    private void notAnAdmin(ApplicationAccess access, String user) {
        if (!access.may(Action.APPOINT_ADMINS)
                && database.first(IS_ADMIN, row -> row.getBoolean(1), access.application(), user)
                        .orElse(false)) {
            throw Action.APPOINT_ADMINS.refusal();
        }
    }

    private void notTheOwner(UUID application, String user) {
        if (database.first(OWNER, row -> row.getString(1), application)
                .filter(user::equals)
                .isPresent()) {
            throw new ContractException(
                    ErrorCode.FORBIDDEN, "The application's owner can be neither banned nor removed.");
        }
    }
}
