const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * The router as this browser must call it. A page that came by `localhost` calls `localhost` too:
 * to a browser that and 127.0.0.1 are two sites, and the refresh cookie stays on one.
 */
export function routerUrlFor(configured: string | undefined, host: string | null): string {
  const url = new URL(configured ?? "http://127.0.0.1:8080");
  const pageHost = host ? new URL(`http://${host}`).hostname : "";
  // The router listens on IPv4 only, so ::1 is left alone.
  if (LOOPBACK.has(url.hostname) && LOOPBACK.has(pageHost) && pageHost !== "[::1]") {
    url.hostname = pageHost;
  }
  return url.origin;
}

/** Everything the page may load and call: itself and the router, nothing else. */
export function contentSecurityPolicy(
  nonce: string,
  routerUrl: string,
  isDevelopment: boolean,
): string {
  const sockets = routerUrl.replace(/^http/, "ws");
  const development = isDevelopment ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    // The chart and React set styles on elements; no script can come in by them.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${routerUrl} ${sockets}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
