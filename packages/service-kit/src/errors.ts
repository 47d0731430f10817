import { GraphQLError, type GraphQLFormattedError } from "graphql";

/** The one enum of `extensions.code`; a client may rely on these and on nothing else. */
export const ERROR_CODES = [
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "VALIDATION_FAILED",
  "NOT_FOUND",
  "ENGINE_UNAVAILABLE",
  "HISTORY_UNAVAILABLE",
  "RATE_LIMITED",
  "COST_EXCEEDED",
  "INTERNAL",
] as const;

/** One of `ERROR_CODES`. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** HTTP status of a request that fails as a whole with a code. */
export const HTTP_STATUS: Readonly<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  VALIDATION_FAILED: 400,
  NOT_FOUND: 404,
  ENGINE_UNAVAILABLE: 503,
  HISTORY_UNAVAILABLE: 503,
  RATE_LIMITED: 429,
  COST_EXCEEDED: 400,
  INTERNAL: 500,
};

/** Our codes beside the enum that say how a stream ended; they travel in GraphQL errors too. */
export const STREAM_CODES = ["GAP", "CURSOR_GONE", "CURSOR_INVALID"] as const;

const PUBLIC_CODES: ReadonlySet<unknown> = new Set([...ERROR_CODES, ...STREAM_CODES]);

/** Apollo Server's own codes for bad input, in our words. */
const APOLLO_CODES: Readonly<Record<string, ErrorCode>> = {
  GRAPHQL_PARSE_FAILED: "VALIDATION_FAILED",
  GRAPHQL_VALIDATION_FAILED: "VALIDATION_FAILED",
  BAD_USER_INPUT: "VALIDATION_FAILED",
  BAD_REQUEST: "VALIDATION_FAILED",
  OPERATION_RESOLUTION_FAILURE: "VALIDATION_FAILED",
  PERSISTED_QUERY_NOT_FOUND: "VALIDATION_FAILED",
  PERSISTED_QUERY_NOT_SUPPORTED: "VALIDATION_FAILED",
};

/** An operational failure: something outside did not do its part. Bugs are plain `Error`s. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** True when the same call may succeed later without anything being changed. */
  readonly retryable: boolean;

  constructor(
    code: ErrorCode,
    message: string,
    options: { readonly retryable?: boolean; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}

/** The command path to the engine is down or silent. */
export class EngineUnavailableError extends AppError {
  constructor(message = "The engine does not answer", cause?: unknown) {
    super("ENGINE_UNAVAILABLE", message, { retryable: true, cause });
  }
}

/** The durable history (Postgres) cannot be read now; live data goes on. */
export class HistoryUnavailableError extends AppError {
  constructor(message = "History cannot be read now", cause?: unknown) {
    super("HISTORY_UNAVAILABLE", message, { retryable: true, cause });
  }
}

/** Turns any thrown value into a GraphQL error that is safe to show. */
export function toGraphQLError(code: ErrorCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: HTTP_STATUS[code] } } });
}

function codeOf(formatted: GraphQLFormattedError, original: unknown): unknown {
  const cause = original instanceof GraphQLError ? original.originalError : original;
  if (cause instanceof AppError) return cause.code;
  const code = formatted.extensions?.["code"];
  return APOLLO_CODES[String(code)] ?? code;
}

/**
 * Masks what is not public: an unknown code becomes INTERNAL with a constant text, so neither SQL
 * nor stack nor host names reach a client. The request id is what support searches the log for.
 */
export function maskError(
  formatted: GraphQLFormattedError,
  original: unknown,
  requestId?: string,
): GraphQLFormattedError {
  const code = codeOf(formatted, original);
  const isPublic = PUBLIC_CODES.has(code) && code !== "INTERNAL";
  const retryAfterMs = formatted.extensions?.["retryAfterMs"];
  return {
    message: isPublic ? formatted.message : "Internal error",
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
    extensions: {
      code: isPublic ? code : "INTERNAL",
      ...(typeof retryAfterMs === "number" && { retryAfterMs }),
      ...(requestId && { requestId }),
    },
  };
}
