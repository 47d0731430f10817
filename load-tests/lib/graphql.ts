import http from "k6/http";
import { Rate, Trend } from "k6/metrics";
import type { Session } from "./login.ts";
import { API_URL } from "./settings.ts";

/** Share of operations that did not answer as they must: transport, GraphQL errors, wrong outcome. */
export const failures = new Rate("failed_operations");

interface Answer<T> {
  data?: T;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/**
 * One operation over POST. `isExpected` says which answers count as good; what was wrong is printed,
 * its time goes to `time`.
 */
export function ask<T>(
  session: Session,
  name: string,
  body: { query: string; variables?: Record<string, unknown> },
  judge: { isExpected: (data: T) => boolean; time: Trend },
): T | undefined {
  const headers = {
    "content-type": "application/json",
    authorization: `Bearer ${session.token}`,
  };
  const response = http.post(`${API_URL}/graphql`, JSON.stringify(body), {
    headers,
    tags: { name },
  });
  const answer = (response.body ? response.json() : {}) as Answer<T>;
  const isGood =
    response.status === 200 && !answer.errors && !!answer.data && judge.isExpected(answer.data);
  failures.add(!isGood, { name });
  judge.time.add(response.timings.duration);
  if (isGood) return answer.data;
  console.error(`${name}: ${response.status} ${String(response.body).slice(0, 300)}`);
  return undefined;
}
