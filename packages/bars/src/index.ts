export { BAR_SYMBOLS, type Bar, readBars } from "./read-bars.ts";
export { endingAt, grouped, looped } from "./series.ts";
