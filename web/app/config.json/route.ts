import { routerUrlFor } from "../../lib/router-url.ts";

export const dynamic = "force-dynamic";

/** Read at run time: one build serves any router. */
export function GET(request: Request): Response {
  const routerUrl = routerUrlFor(process.env["ROUTER_URL"], request.headers.get("host"));
  return Response.json({ routerUrl }, { headers: { "cache-control": "no-store" } });
}
