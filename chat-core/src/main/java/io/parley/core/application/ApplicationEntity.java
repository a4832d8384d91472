package io.parley.core.application;

import io.parley.contract.rest.Applications;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A row of {@code application}. */
@Entity
@Table(name = "application")
@NullUnmarked // Hibernate fills the fields after the constructor.
class ApplicationEntity extends PanacheEntityBase {
    @Id
    UUID id;

    @Nullable
    String title;

    /** The wire's name of {@link Applications.Access}. */
    String access;

    @Column(name = "owner_id", updatable = false)
    String ownerId;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Version
    int version;

    /** The row, locked until the transaction ends. */
    static ApplicationEntity locked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    void setAccess(Applications.Access access) {
        this.access = access.name().toLowerCase(Locale.ROOT);
    }

    Applications.Application toContract() {
        return new Applications.Application(
                id, title, Applications.Access.valueOf(access.toUpperCase(Locale.ROOT)), ownerId, createdAt);
    }
}
