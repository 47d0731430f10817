#!/bin/bash
# HEALTHCHECK of every image: exit 0 when http://127.0.0.1:$HEALTH_PORT/readyz answers 200.
# The shell's own sockets, so that no image needs a client for it.
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/${HEALTH_PORT:?}"
printf 'GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&3
read -r -t 3 _ status _ <&3
[ "$status" = 200 ]
