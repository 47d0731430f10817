// The upstream of the fan-out: the fixture subgraphs of the router's tests, pushed to from outside.
import { startFixture } from "../../tests/fixtures/subgraphs.ts";

const fixture = await startFixture();
const { tape } = fixture;
process.on("message", ({ ask, count }: { ask?: string; count?: number }) => {
  if (ask === "push") tape.push("demo", { count: count ?? 1 });
  if (ask === "streams") process.send?.({ streams: { active: tape.active, opened: tape.opened } });
});
const { orders, positions, analytics } = fixture;
process.send?.({
  urls: { orders: orders.url, positions: positions.url, analytics: analytics.url },
});
