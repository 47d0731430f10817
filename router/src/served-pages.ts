import type { FastifyReply } from "fastify";

/** What the router's own pages are made of, by the ending of a file's name. */
export const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".ttf": "font/ttf",
  ".woff2": "font/woff2",
};

/**
 * Everything from here and nothing to anywhere else; `more` adds what one page needs. Styles are
 * inline too, because the tools that the pages show write styles into them.
 */
export function pagePolicy(more: Readonly<Record<string, string>> = {}): string {
  const rules = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    ...more,
  };
  return Object.entries(rules)
    .map(([name, sources]) => `${name} ${sources}`)
    .join("; ");
}

/** A page or a part of one. */
export interface ServedPage {
  readonly type: string;
  readonly body: string | Buffer;
  readonly policy: string;
  /** For names that carry a hash of the content; others are asked for again each time. */
  readonly isForEver?: boolean;
}

/** Answers with a page. Pages hold no data, so nobody is asked for a token to load one. */
export function sendPage(reply: FastifyReply, page: ServedPage): FastifyReply {
  const caching = page.isForEver ? "public, max-age=31536000, immutable" : "no-cache";
  return reply
    .type(page.type)
    .header("content-security-policy", page.policy)
    .header("cache-control", caching)
    .header("referrer-policy", "no-referrer")
    .send(page.body);
}
