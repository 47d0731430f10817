import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy, routerUrlFor } from "./lib/router-url.ts";

/** Gives every page its content security policy with a nonce of its own; Next.js signs its scripts with it. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const routerUrl = routerUrlFor(process.env["ROUTER_URL"], request.headers.get("host"));
  const isDevelopment = process.env.NODE_ENV === "development";
  const policy = contentSecurityPolicy(nonce, routerUrl, isDevelopment);
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("referrer-policy", "no-referrer");
  response.headers.set("x-content-type-options", "nosniff");
  return response;
}

export const config = { matcher: ["/((?!_next/static|icon.svg|config.json|readyz).*)"] };
