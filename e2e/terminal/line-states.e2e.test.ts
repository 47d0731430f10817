import { waitFor } from "@hft/testkit";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Platform } from "../support/platform.ts";
import { newTrader } from "../support/users.ts";
import { fillCount, readFills } from "./blotter.ts";
import { type Browser, isLive, logInAt, openBrowser, type WatchedPage } from "./browser.ts";
import { holdLine, type Line } from "./line.ts";
import { executionsOf, type Maker, type Person, personOf, place } from "./people.ts";

const SYMBOL = "TESTI";

describe("the terminal on a bad line", () => {
  const platform = new Platform(inject("platform"));
  let browser: Browser;
  let watched: WatchedPage;
  let line: Line;
  let maker: Maker;
  let demo: Person;

  beforeAll(async () => {
    maker = await newTrader(platform, "webline");
    demo = await personOf(platform, "demo");
    browser = await openBrowser();
    watched = await browser.newPage();
    line = await holdLine(watched.page);
    await logInAt(watched.page, platform.webUrl, demo, SYMBOL);
    // What a held line swallows is not sent again, and a stream without its greeting would wait for ever.
    await liveBook().waitFor();
  });
  afterAll(() => browser?.close());

  const pill = (kind: string) =>
    watched.page.locator(`[data-testid="connection"][data-kind="${kind}"]`);
  const liveBook = () => watched.page.locator('[data-box="book"][data-phase="live"]');
  const resyncs = async () =>
    Number(await watched.page.locator("[data-box=book]").getAttribute("data-resyncs"));

  it("[TRM-020] says for how long nothing came, and recovers", async () => {
    line.hold();
    await pill("stale").waitFor();
    await watched.page.getByText(/Stale · last update \d+ s ago/).waitFor();
    line.release();
    await pill("live").waitFor();
  });

  it("[TRM-021] reloads the book when a change of it was lost, and then shows it right", async () => {
    const { page } = watched;
    const before = await resyncs();
    line.loseNext("book");
    await place(maker, { symbol: SYMBOL, side: "BUY", orderQty: "7", limitPx: "20.10" });
    // The loss shows with the change after it.
    await waitFor(
      async () => {
        await place(maker, { symbol: SYMBOL, side: "BUY", orderQty: "1", limitPx: "20.05" });
        return (await resyncs()) > before;
      },
      { what: "the gap to be noticed", everyMs: 200 },
    );
    await liveBook().waitFor();
    await page.getByTestId("depth").locator("tr", { hasText: "20.1" }).waitFor();
  });

  it("[TRM-022] cannot send while it is cut, and misses no fill of that time", async () => {
    const { page } = watched;
    await page.getByLabel("Quantity").fill("5");
    await page.getByLabel("Limit price").fill("20.20");
    await page.getByTestId("submit").click();
    await page.locator('[data-testid="progress"][data-kind="accepted"]').waitFor();
    const before = await fillCount(page);

    await line.cut();
    await pill("down").waitFor();
    await page.getByTestId("disconnected").waitFor();
    expect(await page.getByTestId("submit").isDisabled()).toBe(true);
    await place(maker, { symbol: SYMBOL, side: "SELL", orderQty: "2", limitPx: "20.20" });
    await place(maker, { symbol: SYMBOL, side: "SELL", orderQty: "3", limitPx: "20.20" });

    line.restore();
    await isLive(page);
    await waitFor(async () => (await fillCount(page)) === before + 2, {
      limitMs: 20_000,
      what: "both fills",
    });
    const told = await executionsOf(demo.api);
    const shown = await readFills(page);
    expect(shown.map((row) => row["execId"])).toEqual(told.map((row) => row["id"]));
  });
});
