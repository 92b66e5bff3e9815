# The image of the service. Build the archive first, which unpacks to what is copied here:
#
#   mvn -DskipTests package
#   docker build --build-arg VERSION=0.1.0-SNAPSHOT --tag sluice:0.1.0-SNAPSHOT .
#
# It runs as a user without a name, and writes to /tmp and to the state directory alone.
FROM eclipse-temurin:25-jre

ARG VERSION

# An archive is unpacked where it is added to.
ADD enforcer/distribution/target/sluice-${VERSION}.tar.gz /opt/
RUN ln -s "sluice-${VERSION}" /opt/sluice \
 && mkdir /var/lib/sluice \
 && chown 10001:10001 /var/lib/sluice

ENV SLUICE_HOST=0.0.0.0 \
    SLUICE_PIPELINE_STATE_DIRECTORY=/var/lib/sluice \
    SLUICE_JAVA_OPTS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"

USER 10001:10001
EXPOSE 8480
VOLUME ["/tmp", "/var/lib/sluice"]

# The launcher replaces itself by Java, which gets SIGTERM.
ENTRYPOINT ["/opt/sluice/bin/sluice"]
CMD ["run"]
