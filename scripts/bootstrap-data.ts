// Sends config/instruments.json and config/accounts.json to the engine as ADMIN. The same content again changes nothing.
import { readFileSync } from "node:fs";
import { readDayName } from "../market/src/lobster/index.ts";
import { parseDecimal } from "../packages/domain/src/index.ts";
import {
  type Command,
  CommandClient,
  type Requester,
} from "../packages/engine-client/src/index.ts";
import { loadConfig } from "../packages/service-kit/src/config.ts";
import { bootstrapSettings } from "./container/settings.ts";
import { lobsterInstrument } from "./lib/lobster-setup.ts";
import { inRoot } from "./lib/paths.ts";
import { main } from "./lib/report.ts";

interface InstrumentEntry {
  symbol: string;
  tickPx: string;
  lotQty: string;
  minQty: string;
  maxQty: string;
  collarBps: number;
  isShortable: boolean;
  calendar: string;
  currency: string;
  venue: string;
}
interface AccountEntry {
  accountId: string;
  kind: "CUSTOMER" | "MARKET";
  isShortAllowed: boolean;
  /** Money paid in once. */
  deposit?: string;
}

const ADMIN_ROLE_BIT = 8;
const requester: Requester = { principal: "bootstrap", roles: ADMIN_ROLE_BIT, accounts: [] };

const readJson = <T>(name: string): T[] =>
  JSON.parse(readFileSync(inRoot(`config/${name}.json`), "utf8"));

function commands(replayFile: string | undefined): Command[] {
  const instruments = readJson<InstrumentEntry>("instruments").map((entry) => {
    const { tickPx, lotQty, minQty, maxQty } = entry;
    const scaled = {
      tickPx: parseDecimal(tickPx),
      lotQty: parseDecimal(lotQty),
      minQty: parseDecimal(minQty),
      maxQty: parseDecimal(maxQty),
    };
    return { type: "UpsertInstrument" as const, ...entry, ...scaled };
  });
  const accounts = readJson<AccountEntry>("accounts").flatMap(
    ({ deposit, ...account }): Command[] => {
      const open: Command = { type: "UpsertAccount", ...account, isEnabled: true, owner: "" };
      const { accountId } = account;
      if (!deposit) return [open];
      return [
        open,
        {
          type: "Deposit",
          accountId,
          amount: parseDecimal(deposit),
          depositId: `bootstrap-${accountId}`,
        },
      ];
    },
  );
  return [...instruments, ...replayed(replayFile, instruments), ...accounts];
}

/** A replayed day brings its own instrument, unless the configuration knows the symbol. */
function replayed(file: string | undefined, known: readonly { symbol: string }[]): Command[] {
  if (file === undefined) return [];
  const { symbol } = readDayName(file);
  return known.some((entry) => entry.symbol === symbol) ? [] : [lobsterInstrument(symbol)];
}

await main(async () => {
  const { commandsEndpoint, token, replayFile } = loadConfig(bootstrapSettings);
  const client = new CommandClient({
    endpoint: commandsEndpoint,
    token: token.reveal(),
    role: "ADMIN",
    name: "bootstrap",
  });
  client.start();
  try {
    await client.ready();
    for (const command of commands(replayFile)) {
      const reply = await client.request(command, requester);
      if (reply.outcome !== "ACCEPTED")
        throw new Error(
          `${JSON.stringify(command, (_, v) => (typeof v === "bigint" ? String(v) : v))}: ${reply.rejectReason}`,
        );
    }
  } finally {
    client.stop();
  }
});
