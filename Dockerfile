# The image of Sluice, made from the archive that `mvn package` leaves:
#
#   mvn -DskipTests package
#   docker build -t sluice .
#
# Runs as a user without a name and writes to /tmp and /var/lib/sluice alone, so that the rest may be read-only.

FROM eclipse-temurin:25.0.4_7-jre-noble AS java

FROM java AS archive
ARG VERSION=0.1.0-SNAPSHOT
ADD enforcer/distribution/target/sluice-${VERSION}.tar.gz /unpacked/
RUN mv "/unpacked/sluice-${VERSION}" /opt/sluice

FROM java
COPY --from=archive /opt/sluice /opt/sluice
RUN install -d -o 10001 -g 10001 /var/lib/sluice

# A container's own interface is what others reach it by. The heap follows the container's memory limit; one that is
# full ends the process, which starts anew where it left off.
ENV SLUICE_HOST=0.0.0.0 \
    SLUICE_PIPELINE_STATE_DIRECTORY=/var/lib/sluice \
    SLUICE_JAVA_OPTS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"

USER 10001:10001
WORKDIR /opt/sluice
VOLUME ["/tmp", "/var/lib/sluice"]
EXPOSE 8480

# The launcher becomes the Java process, so that SIGTERM reaches it.
ENTRYPOINT ["/opt/sluice/bin/sluice"]
CMD ["run"]
