// An engine of its own in a temporary folder, told one instrument and two accounts, then the day.
import { LobsterFileError, readDay } from "../../market/src/lobster/index.ts";
import { MAKER_ACCOUNT, TAKER_ACCOUNT } from "../../market/src/lobster/sender.ts";
import { problems, reportLines } from "../../market/src/verify/report.ts";
import { verifyDay } from "../../market/src/verify/verify-day.ts";
import { CommandClient } from "../../packages/engine-client/src/index.ts";
import {
  makeTempDir,
  type RunningEngine,
  removeDir,
  startEngine,
} from "../../packages/testkit/src/index.ts";
import { lobsterAccount, lobsterInstrument } from "../lib/lobster-setup.ts";
import { PlainError } from "../lib/report.ts";

const ADMIN = { principal: "verifier", roles: 8, accounts: [] };
const ACCOUNTS = [MAKER_ACCOUNT, TAKER_ACCOUNT];

export interface VerificationOptions {
  ackMode: string;
  fault?: string;
}

/** Prints the report; true when everything is as it must be. */
export async function runVerification(
  path: string,
  { ackMode, fault }: VerificationOptions,
): Promise<boolean> {
  const day = openDay(path);
  const dir = makeTempDir("lobster");
  const faultArgs = fault ? ["--allow-test-faults", "--test-fault", fault] : [];
  try {
    const engine = await startEngine({
      dir,
      marketAccounts: ACCOUNTS,
      args: ["--depth-interval-ms", "0", "--ack-mode", ackMode, ...faultArgs],
    });
    try {
      await introduce(day.symbol, engine);
      const found = await verifyDay(day, { ...engine, token: engine.tokens.market });
      for (const line of reportLines(found)) console.log(line);
      return problems(found).length === 0;
    } finally {
      await engine.stop();
    }
  } catch (error) {
    throw error instanceof LobsterFileError ? new PlainError(error.message) : error;
  } finally {
    removeDir(dir);
  }
}

function openDay(path: string) {
  try {
    return readDay(path);
  } catch (error) {
    throw error instanceof LobsterFileError ? new PlainError(error.message) : error;
  }
}

async function introduce(symbol: string, engine: RunningEngine): Promise<void> {
  const client = new CommandClient({
    endpoint: engine.commandsEndpoint,
    token: engine.tokens.admin,
    role: "ADMIN",
    name: "verify-lobster",
  });
  client.start();
  try {
    await client.ready();
    const accounts = ACCOUNTS.map(lobsterAccount);
    for (const command of [lobsterInstrument(symbol), ...accounts]) {
      const { outcome, rejectReason } = await client.request(command, ADMIN);
      if (outcome !== "ACCEPTED") throw new Error(`${command.type}: ${rejectReason}`);
    }
  } finally {
    client.stop();
  }
}
