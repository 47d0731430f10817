export const dynamic = "force-dynamic";

/** What every process answers here; the terminal waits for nothing, so that it answers is all. A page would be dear. */
export function GET(): Response {
  const { pid } = process;
  const uptimeSeconds = Math.round(process.uptime());
  return Response.json(
    { name: "web", isReady: true, checks: [], pid, uptimeSeconds },
    { headers: { "cache-control": "no-store" } },
  );
}
