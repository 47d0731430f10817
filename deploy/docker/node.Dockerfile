# Every TypeScript process. Context: the root of the repository.
#   --target service --build-arg SERVICE=subgraphs/orders   one of the services
#   --target web                                           the terminal
#   --target tools                                         one-shots: migrations, topics, first data
FROM node:24.21.0-bookworm-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 APOLLO_TELEMETRY_DISABLED=1

# The manifests alone, so that a changed source does not install everything again.
FROM base AS manifests
COPY . /sources
WORKDIR /sources
RUN mkdir /manifests \
    && find . \( -name package.json -o -name package-lock.json \) -exec cp --parents {} /manifests/ \;

FROM base AS build
COPY --from=manifests /manifests ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node_modules/.bin/tsc -b && npm run build:explorer --workspace router

FROM base AS modules
ARG SERVICE
COPY --from=manifests /manifests ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund --workspace "${SERVICE:?}"

FROM base AS service
ARG SERVICE
COPY deploy/docker/healthcheck.sh /usr/local/bin/healthcheck
COPY --from=modules /app ./
COPY --from=build /app/contracts contracts
COPY --from=build /app/packages packages
COPY --from=build /app/${SERVICE} ${SERVICE}
WORKDIR /app/${SERVICE}
USER 1000:1000
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 HEALTH_PORT=8080
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=3 CMD ["healthcheck"]
CMD ["node", "--enable-source-maps", "dist/main.js"]

FROM build AS web-build
RUN npm run build --workspace web

FROM base AS web
COPY deploy/docker/healthcheck.sh /usr/local/bin/healthcheck
COPY --from=web-build /app/web/.next/standalone ./
WORKDIR /app/web
USER 1000:1000
ENV NODE_ENV=production HOSTNAME=0.0.0.0 PORT=3003 HEALTH_PORT=3003
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=3 CMD ["healthcheck"]
CMD ["node", "server.js"]

FROM base AS tools-modules
COPY --from=manifests /manifests ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund \
    --workspace packages/testkit --workspace packages/engine-client --workspace packages/service-kit \
    --workspace market

FROM base AS tools
COPY --from=tools-modules /app ./
COPY contracts contracts
COPY packages packages
COPY config config
COPY db db
COPY market market
COPY scripts scripts
USER 1000:1000
ENV NODE_ENV=production
# It ends by itself; its exit code says how it went.
HEALTHCHECK NONE
CMD ["node", "--conditions=source", "scripts/prepare-database.ts"]
