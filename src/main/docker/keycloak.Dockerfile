# Keycloak with the DEMO realm: the realm and the demo part, merged. For compose.yaml; production imports parley-realm.json alone
# into the plain Keycloak image (see keycloak/README.md). From the root of the checkout:
#
#   docker build -f src/main/docker/keycloak.Dockerfile -t parley/keycloak-demo .
FROM ghcr.io/jqlang/jq:1.8.1 AS jq

FROM quay.io/keycloak/keycloak:26.7.3 AS build
COPY --from=jq /jq /usr/local/bin/jq
COPY keycloak/ /tmp/realm/
RUN mkdir -p /opt/keycloak/data/import /opt/keycloak/data/h2 \
    && /usr/local/bin/jq -s -f /tmp/realm/merge.jq /tmp/realm/parley-realm.json /tmp/realm/parley-demo.json \
        > /opt/keycloak/data/import/parley-realm.json \
    && /opt/keycloak/bin/kc.sh build --db=dev-file --health-enabled=true

FROM quay.io/keycloak/keycloak:26.7.3
LABEL org.opencontainers.image.title="parley/keycloak-demo" \
      org.opencontainers.image.description="Keycloak with the demo realm of Parley. Never for production" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build --chown=1000:0 /opt/keycloak/ /opt/keycloak/
USER 1000
ENTRYPOINT ["/opt/keycloak/bin/kc.sh", "start", "--optimized", "--import-realm"]
