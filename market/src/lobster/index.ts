export { type DayName, type DayRow, dayOf, type LobsterDay, readDay, readDayName } from "./day.ts";
export { LobsterFileError } from "./errors.ts";
