package io.parley.core.application;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A row of {@code application_token}: a token's hash, and until when it is good. */
@Entity
@Table(name = "application_token")
@NullUnmarked // Hibernate fills the fields after the constructor.
class TokenEntity extends PanacheEntityBase {
    @Id
    UUID id;

    @Column(name = "application_id", updatable = false)
    UUID applicationId;

    @Column(updatable = false)
    byte[] hash;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "expires_at")
    @Nullable
    Instant expiresAt;
}
