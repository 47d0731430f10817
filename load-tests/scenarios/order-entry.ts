// Orders entered and canceled at a fixed rate, for two accounts in turn.
import exec from "k6/execution";
import type { Options } from "k6/options";
import { logInAll, type Session, sessionOf } from "../lib/login.ts";
import { placeAndCancel } from "../lib/orders.ts";
import { arrivals, thresholds } from "../lib/scenarios.ts";

export const options: Options = {
  scenarios: { orders: arrivals("enterOrder") },
  thresholds: thresholds(
    { failed_operations: ["rate==0"], http_req_failed: ["rate==0"] },
    { place_order: ["p(95)<100", "p(99)<250"], cancel_order: ["p(95)<100", "p(99)<250"] },
  ),
  summaryTrendStats: ["med", "p(95)", "p(99)", "max"],
};

export const setup = (): { sessions: Session[]; run: string } => ({
  sessions: logInAll(),
  run: Date.now().toString(36),
});

export function enterOrder({ sessions, run }: ReturnType<typeof setup>): void {
  const number = exec.scenario.iterationInTest;
  placeAndCancel(sessionOf(sessions, number), `load-${run}-${number}`);
}
