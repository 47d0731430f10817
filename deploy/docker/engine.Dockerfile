# Engine, Kafka bridge and journal tool. Context: the root of the repository.
FROM debian:12.11-slim AS build
# What the first lines of scripts/bootstrap/system-packages.mjs name; Debian's release pins the versions.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends \
    build-essential cmake ninja-build pkg-config libzmq3-dev cppzmq-dev librdkafka-dev \
    libspdlog-dev libfmt-dev libgtest-dev libabsl-dev libcli11-dev libcpp-httplib-dev \
    prometheus-cpp-dev zlib1g-dev librapidcheck-dev libbenchmark-dev libboost-dev \
    nlohmann-json3-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src/engine
COPY engine .
# Any x86 processor of the last ten years; native would be the one that builds the image.
RUN cmake --preset release -DHFT_MARCH=x86-64-v3 \
    && cmake --build --preset release --target hft_engine hft_kafka_bridge hft_journal

FROM debian:12.11-slim
# The libraries the programs are linked with, nothing else.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends \
    libabsl20220623 libcpp-httplib0.11 libfmt9 librdkafka1 libspdlog1.10 libzmq5 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 hft && useradd --uid 10001 --gid 10001 --no-create-home hft \
    && install -d -o hft -g hft -m 0700 /var/lib/hft
COPY --from=build /src/engine/build/release/hft_engine /usr/local/bin/
COPY --from=build /src/engine/build/release/hft_kafka_bridge /usr/local/bin/
COPY --from=build /src/engine/build/release/hft_journal /usr/local/bin/
COPY deploy/docker/healthcheck.sh /usr/local/bin/healthcheck
USER 10001:10001
ENV NODE_ENV=production HEALTH_PORT=9555
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=3 CMD ["healthcheck"]
CMD ["hft_engine", "--help"]
