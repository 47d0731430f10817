import { type Logger, pino } from "pino";

/** Logger of a service: JSON lines with a constant sentence as message and values as fields. */
export type Log = Logger;

const REDACTED = [
  "password",
  "token",
  "authorization",
  "*.password",
  "*.token",
  "*.authorization",
  "req.headers.authorization",
  "req.headers.cookie",
];

/** Makes the logger of one service; `LOG_LEVEL` comes in through the configuration. */
export function createLog(service: string, level = "info"): Log {
  return pino({
    level,
    base: { service },
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    redact: { paths: REDACTED, censor: "***" },
  });
}
