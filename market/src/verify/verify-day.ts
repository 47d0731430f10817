// Sends a whole day to an engine and compares, row by row, the book that the depth topic tells with the file's.
import type { CommandReply, Fill } from "@hft/wire";
import type { DayRow, LobsterDay } from "../lobster/day.ts";
import { type FlowCommand, type FlowStep, LobsterFlow } from "../lobster/flow.ts";
import type { BookRow } from "../lobster/rows.ts";
import { FlowSender, MAKER_ACCOUNT } from "../lobster/sender.ts";
import { type Checkpoint, Checkpoints, type Sent } from "./checkpoints.ts";
import { DepthBook } from "./depth-book.ts";
import { type EngineEndpoints, type EngineLink, linkEngine } from "./engine-link.ts";
import { createPace, type Pace } from "./pace.ts";
import { type Findings, noFindings } from "./report.ts";
import { difference, explained } from "./window.ts";

const NOBODY = { principal: "verifier", roles: 0, accounts: [] };
const MAX_IN_FLIGHT = 2_000;
const MAX_WAITING = 10_000;
const STALLED_MS = 20_000;
const EMPTY: BookRow = { BUY: [], SELL: [] };

/**
 * Needs an engine of its own that knows the symbol and the flow's accounts, has no event of that symbol yet and tells
 * every change of depth (--depth-interval-ms 0). Throws when the feed breaks its contract or falls silent.
 */
export async function verifyDay(day: LobsterDay, endpoints: EngineEndpoints): Promise<Findings> {
  const start = performance.now();
  const book = new DepthBook();
  const checkpoints = new Checkpoints(book, day.symbol);
  const pace = createPace(STALLED_MS);
  const link = await linkEngine(endpoints, checkpoints, pace);
  try {
    const run = new Verification(day, { link, book, checkpoints, pace });
    const hasRoom = () => run.inFlight < MAX_IN_FLIGHT && checkpoints.waiting < MAX_WAITING;
    for (const row of day.rows()) {
      if (!hasRoom()) await pace.until(hasRoom, () => `row ${run.found.rowsCompared + 1}`);
      const blocker = run.takeRow(row);
      if (blocker) await blocker;
      run.sendRow();
    }
    run.cancelAll();
    const isDone = () => checkpoints.waiting === 0;
    await pace.until(isDone, () => `row ${run.found.rowsCompared + 1}`);
    const seconds = (performance.now() - start) / 1_000;
    return { ...run.found, lastBookSequence: book.bookSequence, seconds };
  } finally {
    link.stop();
  }
}

interface VerificationParts {
  link: EngineLink;
  book: DepthBook;
  checkpoints: Checkpoints;
  pace: Pace;
}

/** A row, what it led to and the book before it. */
interface Seen {
  row: number;
  /** Null for the first row, which only seeds. */
  step: FlowStep | null;
  book: BookRow;
  before: BookRow;
}

class Verification {
  readonly found: Findings;
  inFlight = 0;
  readonly #depth: number;
  readonly #link: EngineLink;
  readonly #book: DepthBook;
  readonly #checkpoints: Checkpoints;
  readonly #flow = new LobsterFlow();
  readonly #sender: FlowSender;
  readonly #pace: Pace;
  #next: Seen | null = null;

  constructor(day: LobsterDay, parts: VerificationParts) {
    const { link, book, checkpoints, pace } = parts;
    this.#link = link;
    this.#book = book;
    this.#checkpoints = checkpoints;
    this.#pace = pace;
    this.#depth = day.depth;
    const { engine } = link;
    // An engine that is new knows no client order id yet: refs need nothing before them.
    this.#sender = new FlowSender({ engine, symbol: day.symbol, prefix: "", requester: NOBODY });
    this.found = noFindings(day);
  }

  /** Takes the next row; a promise where something must be answered before `sendRow`. */
  takeRow(row: DayRow): Promise<unknown> | null {
    const step = row.row > 1 ? this.#flow.step(row.message) : null;
    this.#next = { ...row, step, before: this.#next?.book ?? EMPTY };
    return step && this.#sender.blockedBy(step.commands);
  }

  /** The message, a look at its effect, then what brings the window to the file's, and another look. */
  sendRow(): void {
    const seen = this.#next as Seen;
    const { row, step, book } = seen;
    if (step) {
      const last = this.#send(row, step.commands);
      this.#lookAfter(last, (fills) => this.#compare(seen, step, fills));
    }
    const { commands, imports, repairs } = this.#flow.align(book);
    this.found.repairs += repairs;
    if (step) this.found.imports += imports;
    if (commands.length === 0) return;
    this.#lookAfter(this.#send(row, commands), () => this.#expect(row, book));
  }

  /** Ends the day: nothing may rest that was not sent. */
  cancelAll(): void {
    const all = { type: "MassCancel", symbol: "", side: "BUY", isAnySide: true } as const;
    const request = { ...all, accountId: MAKER_ACCOUNT };
    const row = (this.#next?.row ?? 0) + 1;
    const sent = this.#watch(row, this.#link.engine.request(request, NOBODY));
    this.#lookAfter(sent, () => this.#expect(row, EMPTY));
  }

  /** Hands back the last of them. */
  #send(row: number, commands: readonly FlowCommand[]): Sent | null {
    let last: Sent | null = null;
    for (const command of commands) last = this.#watch(row, this.#sender.send(command));
    return last;
  }

  #watch(row: number, asked: Promise<CommandReply>): Sent {
    const sent: Sent = { reply: null };
    this.found.commands += 1;
    this.inFlight += 1;
    asked
      .then((reply) => {
        sent.reply = reply;
        this.inFlight -= 1;
        this.#link.heard();
        this.found.isDurable &&= reply.isDurable;
        if (reply.outcome !== "ACCEPTED")
          this.found.refused.push({ row, text: `refused: ${reply.rejectReason}` });
      })
      .catch(this.#pace.fail);
    return sent;
  }

  #lookAfter(after: Sent | null, look: Checkpoint["look"]): void {
    this.#checkpoints.add({ after, look });
  }

  /** The message's effect, by the levels that messages can explain; then who was filled. */
  #compare({ row, book, before }: Seen, step: FlowStep, fills: readonly Fill[]): void {
    const wanted: BookRow = {
      BUY: explained("BUY", book, before, this.#depth),
      SELL: explained("SELL", book, before, this.#depth),
    };
    this.#note(row, difference(wanted, this.#best(this.#depth)));
    this.found.rowsCompared += 1;
    if (!step.execution) return;
    if (step.execution.isSkipping) this.found.skippedByFile.push(row);
    if (!isFilledBy(step, fills)) this.found.fifoExceptions.push(row);
  }

  /** The whole book, with nothing beside the window. */
  #expect(row: number, book: BookRow): void {
    const text = difference(book, this.#best(Number.MAX_SAFE_INTEGER));
    this.#note(row, text && `after the imports, ${text}`);
  }

  #note(row: number, text: string | null): void {
    if (text && this.found.differences.at(-1)?.row !== row)
      this.found.differences.push({ row, text });
  }

  #best(depth: number): BookRow {
    return { BUY: this.#book.best("BUY", depth), SELL: this.#book.best("SELL", depth) };
  }
}

/** One fill, of the order that the file names, of the size and at the price it names. */
function isFilledBy({ execution }: FlowStep, fills: readonly Fill[]): boolean {
  const [fill] = fills;
  return (
    fills.length === 1 &&
    fill?.clientOrderId === execution?.maker &&
    fill?.lastQty === execution?.qty &&
    fill?.lastPx === execution?.px
  );
}
