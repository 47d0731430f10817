import { join, resolve } from "node:path";
export const ROOT = resolve(import.meta.dirname, "../..");
export const TOOLS = join(ROOT, ".tools");
/** Everything a run keeps; another folder lets a second platform run beside the first. */
export const DATA = resolve(ROOT, process.env["HFT_DATA_DIR"] ?? ".data");
export const inRoot = (...parts) => join(ROOT, ...parts);
export const inData = (...parts) => join(DATA, ...parts);
//# sourceMappingURL=paths.js.map