import { waitFor } from "@hft/testkit";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Platform } from "../support/platform.ts";
import { newTrader } from "../support/users.ts";
import { fillCount, readFills } from "./blotter.ts";
import { type Browser, isLive, openBrowser, type WatchedPage } from "./browser.ts";
import { focused, tabTo } from "./keyboard.ts";
import { executionsOf, type Maker, type Person, personOf, place } from "./people.ts";

const SYMBOL = "TESTH";

describe("an order from the terminal", () => {
  const platform = new Platform(inject("platform"));
  let browser: Browser;
  let watched: WatchedPage;
  let maker: Maker;
  let demo: Person;

  beforeAll(async () => {
    maker = await newTrader(platform, "webmaker");
    demo = await personOf(platform, "demo");
    browser = await openBrowser();
    watched = await browser.newPage();
  });
  afterAll(() => browser?.close());

  it("[TRM-001] goes from login to fill and cancel by keyboard alone, with no error on the console", async () => {
    const { page } = watched;
    const { keyboard } = page;
    await place(maker, { symbol: SYMBOL, side: "SELL", orderQty: "30", limitPx: "50.25" });
    await page.goto(`${platform.webUrl}/login`);
    await page.getByLabel("User name").waitFor();
    await tabTo(page, "User name");
    await keyboard.type(demo.username);
    await tabTo(page, "Password");
    await keyboard.type(demo.password);
    await keyboard.press("Enter");
    await page.waitForURL("**/trade/AAPL");
    await isLive(page);

    await tabTo(page, "Symbol");
    await keyboard.type(SYMBOL);
    await keyboard.press("Enter");
    await page.waitForURL(`**/trade/${SYMBOL}`);
    await isLive(page);
    const before = await fillCount(page);

    await tabTo(page, "Quantity");
    await keyboard.press("ControlOrMeta+a");
    await keyboard.type("30");
    await tabTo(page, "Limit price");
    await keyboard.type("50.25");
    await tabTo(page, `Buy 30 ${SYMBOL} limit 50.25`);
    await keyboard.press("Enter");
    await page.locator('[data-testid="progress"][data-kind="accepted"]').waitFor();
    expect(await page.getByTestId("progress").textContent()).toContain("Filled");
    await waitFor(async () => (await fillCount(page)) === before + 1, {
      what: "the fill in the blotter",
    });

    await restAndCancel();
    expect(watched.consoleErrors).toEqual([]);
  });

  /** A second order that finds no counterparty, and its Cancel button. */
  async function restAndCancel(): Promise<void> {
    const { page } = watched;
    const { keyboard } = page;
    await tabTo(page, "Limit price");
    await keyboard.press("ControlOrMeta+a");
    await keyboard.type("49.75");
    await keyboard.press("Enter");
    const row = page.locator("tr[data-order-id]", { hasText: "49.75" });
    await row.waitFor();
    await tabTo(page, "Cancel order");
    expect(await focused(page)).toContain(`30 ${SYMBOL}`);
    await keyboard.press("Enter");
    await row.waitFor({ state: "detached" });
  }

  async function openClientIds(): Promise<string[]> {
    const { openOrders } = await demo.api.graphql<{
      openOrders: { items: { clientOrderId: string; symbol: string }[] };
    }>("{ openOrders { items { clientOrderId symbol } } }");
    const ours = openOrders.items.filter(({ symbol }) => symbol === SYMBOL);
    return ours.map(({ clientOrderId }) => clientOrderId);
  }

  it("[TRM-002] is sent once, however fast Enter comes twice", async () => {
    const { page } = watched;
    const ids = async () => {
      const rows = page.locator("tr[data-order-id]", { hasText: "49.50" });
      return rows.evaluateAll((all) => all.map((one) => one.getAttribute("data-client-order-id")));
    };
    expect(await openClientIds()).toEqual([]);
    const progress = page.getByTestId("progress");
    const before = await progress.textContent();
    await page.getByLabel("Limit price").fill("49.50");
    await page.locator("form", { has: page.getByTestId("submit") }).evaluate((form) => {
      (form as HTMLFormElement).requestSubmit();
      (form as HTMLFormElement).requestSubmit();
    });
    const isNew = async () => (await progress.textContent()) !== before;
    await waitFor(isNew, { what: "the ticket to tell of the new order" });
    await page.locator('[data-testid="progress"][data-kind="accepted"]').waitFor();
    const known = await openClientIds();
    expect(known).toHaveLength(1);
    await waitFor(async () => (await ids()).length === 1, { what: "one open order" });
    expect(await ids()).toEqual(known);
    await page.getByRole("button", { name: "Cancel all" }).click();
    await waitFor(async () => (await ids()).length === 0, { what: "no open order" });
  });

  it("[TRM-003] is refused with the engine's reason when it cannot be paid", async () => {
    const { page } = watched;
    await page.getByLabel("Quantity").fill("1000000");
    await page.getByLabel("Limit price").fill("50.25");
    await page.getByTestId("submit").click();
    await page.locator('[data-testid="progress"][data-kind="rejected"]').waitFor();
    const text = (await page.getByTestId("progress").textContent()) ?? "";
    expect(text).toMatch(/INSUFFICIENT_BUYING_POWER: \w+/);
  });

  it("[TRM-004] leaves fills that the blotter shows one by one as the API tells them, scrolled through", async () => {
    const { page } = watched;
    for (let i = 0; i < 60; i++) {
      await place(maker, { symbol: SYMBOL, side: "SELL", orderQty: "1", limitPx: "50.25" });
    }
    await page.getByLabel("Quantity").fill("60");
    await page.getByTestId("submit").click();
    await page.getByTestId("progress").getByText("Filled: 60").waitFor();
    const told = await waitFor(
      async () => {
        const all = await executionsOf(demo.api);
        return (await fillCount(page)) === all.length && all.length >= 61 ? all : undefined;
      },
      { what: "the blotter to count what the API counts" },
    );
    const shown = await readFills(page);
    console.log(`fills shown ${shown.length}, told ${told.length}`);
    expect(shown.map(({ execId, ...rest }) => ({ id: execId, ...rest }))).toEqual(told);
  });

  it("[TRM-005] carries the note that a program gave it", async () => {
    const { page } = watched;
    const text = "hedge leg 7 of the basket that came in before noon";
    const order = { symbol: SYMBOL, side: "BUY", orderQty: "2", limitPx: "1.25", text } as const;
    await place(Object.assign(demo.api, { accountId: demo.username }), order);
    await page.locator("#tab-orders").click();
    const row = page.locator("tr[data-order-id]", { hasText: "1.25" });
    expect(await row.getByTitle(text).textContent()).toBe(text);
    // Only the note may be cut where it is long.
    const isCut = (cells: Element[]) => cells.map((one) => one.scrollWidth > one.clientWidth);
    expect(await row.locator("td:not([title])").evaluateAll(isCut)).not.toContain(true);
    await page.getByRole("button", { name: "Cancel all" }).click();
    await row.waitFor({ state: "detached" });
  });
});
