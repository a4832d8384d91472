package io.parley.realtime.ops;

import io.quarkus.oidc.runtime.TenantConfigBean;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once Keycloak's keys are known. Keycloak itself is not asked each time: tokens are verified here, and its being
 * away for a while does not keep anybody out who has one.
 */
@Readiness
@Singleton
final class KeysHealth implements HealthCheck {
    private final TenantConfigBean tenants;

    KeysHealth(TenantConfigBean tenants) {
        this.tenants = tenants;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("token-keys")
                .status(tenants.getDefaultTenant().ready())
                .build();
    }
}
