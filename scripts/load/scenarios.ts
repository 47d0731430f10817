import { readdirSync } from "node:fs";
import { inRoot } from "../lib/paths.ts";

/** The k6 scenarios there are, by name. */
export const SCENARIOS = readdirSync(inRoot("load-tests/scenarios")).map((file) =>
  file.replace(/\.ts$/, ""),
);
