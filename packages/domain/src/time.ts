/** The platform's one clock: nanoseconds since the Unix epoch, UTC. */
export function nowNs(): bigint {
  return BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e3)) * 1_000n;
}
