FROM swift:6.3-bookworm AS build

RUN apt-get update \
    && apt-get install -y --no-install-recommends libsqlite3-dev \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /holdfast

# Packages first: this layer stays as long as the manifest does.
COPY Package.swift ./
RUN swift package resolve

COPY openapi.yaml ./
COPY Sources ./Sources
COPY Tests ./Tests
RUN swift build --configuration release --product holdfast --static-swift-stdlib \
    && install -D "$(swift build --configuration release --show-bin-path)/holdfast" /image/usr/local/bin/holdfast \
    && install -D /usr/libexec/swift/linux/swift-backtrace-static /image/usr/local/libexec/swift-backtrace-static

FROM debian:bookworm-slim

LABEL org.opencontainers.image.title="Holdfast" \
      org.opencontainers.image.description="An HTTP introspection service for heaps that live by CPython's memory management" \
      org.opencontainers.image.licenses="Apache-2.0"

RUN apt-get update \
    && apt-get install -y --no-install-recommends libsqlite3-0 libstdc++6 \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o 10001 -g 10001 /var/lib/holdfast

COPY --from=build /image/ /

# A crash writes its backtrace to standard error.
ENV SWIFT_BACKTRACE=enable=yes,interactive=no,color=no,swift-backtrace=/usr/local/libexec/swift-backtrace-static

USER 10001:10001
VOLUME /var/lib/holdfast
EXPOSE 8080

HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \
    CMD ["/usr/local/bin/holdfast", "healthcheck", "--url", "http://127.0.0.1:8080/livez"]

ENTRYPOINT ["/usr/local/bin/holdfast"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8080", "--database", "/var/lib/holdfast/holdfast.sqlite"]
