// kafkajs 2.2.4 looks for waiting requests every millisecond, on every connection, for ever (its issues 1556 and 1704);
// with nothing to do that took some 5 % of a core in each subgraph. Importing this ends it for the whole process.
import { createRequire } from "node:module";

interface RequestQueue {
  readonly pending: readonly unknown[];
}

interface Patched {
  readonly prototype: { scheduleCheckPendingRequests(this: RequestQueue): void };
}

/** The class that kafkajs itself uses; its types do not tell of it. */
const { prototype } = createRequire(import.meta.url)(
  "kafkajs/src/network/requestQueue/index.js",
) as Patched;
const schedule = prototype.scheduleCheckPendingRequests;

/** Whatever begins to wait schedules a look of its own, so where nothing waits none is due. */
prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
  if (this.pending.length > 0) schedule.call(this);
};
