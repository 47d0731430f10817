import { LobsterFileError, readDayName } from "../../market/src/lobster/index.ts";
import { PlainError } from "./report.ts";

/** Says before anything starts that HFT_REPLAY names no LOBSTER day: the market would only restart again and again. */
export function requireReplayFile(file = process.env["HFT_REPLAY"]): void {
  if (!file) return;
  try {
    const { symbol, date } = readDayName(file);
    console.log(`Replays ${symbol} of ${date}`);
  } catch (error) {
    if (!(error instanceof LobsterFileError)) throw error;
    throw new PlainError(`HFT_REPLAY: ${error.message}`);
  }
}
