/// <reference lib="dom" />
import { join, resolve } from "node:path";
import { waitFor } from "@hft/testkit";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Platform } from "../support/platform.ts";
import { axeViolations } from "./accessibility.ts";
import {
  type Browser,
  foreignOrigins,
  logInAt,
  openBrowser,
  SIZES,
  type WatchedPage,
} from "./browser.ts";
import { inspectLayout } from "./layout.ts";
import { personOf } from "./people.ts";

const IMAGES = resolve(import.meta.dirname, "../../docs/images");
const TABS = ["#tab-positions", "#tab-fills", "#tab-orders"];

describe("the screens of the terminal", () => {
  const platform = new Platform(inject("platform"));
  let browser: Browser;
  let login: WatchedPage;
  let trade: WatchedPage;
  let system: WatchedPage;

  beforeAll(async () => {
    const demo = await personOf(platform, "demo");
    browser = await openBrowser();
    login = await browser.newPage();
    await login.page.goto(`${platform.webUrl}/login`);
    await login.page.getByLabel("User name").waitFor();
    trade = await browser.newPage();
    await logInAt(trade.page, platform.webUrl, demo);
    system = await browser.newPage();
    await system.page.goto(`${platform.webUrl}/system`);
    await system.page.locator("tr[data-process]").first().waitFor();
    await system.page.locator("[data-testid=latency] tbody tr").first().waitFor();
  });
  afterAll(() => browser?.close());

  const screens = (): [string, WatchedPage][] => [
    ["login", login],
    ["trade", trade],
    ["system", system],
  ];

  const drawn = async (page: Page) => {
    const ladder = await page
      .getByTestId("ladder")
      .evaluate((e) => ({ ...(e as HTMLElement).dataset }));
    const chart = await page
      .getByTestId("chart")
      .evaluate((e) => ({ ...(e as HTMLElement).dataset }));
    return {
      bids: Number(ladder["bidRows"]),
      asks: Number(ladder["askRows"]),
      candles: Number(chart["candles"]),
    };
  };

  it("[TRM-010] draw 15 ladder rows a side and 300 candles of AAPL", async () => {
    const { page } = trade;
    const isFull = async () => {
      const { bids, asks, candles } = await drawn(page);
      return bids >= 15 && asks >= 15 && candles >= 300;
    };
    await waitFor(isFull, { limitMs: 30_000, what: "15 rows a side and 300 candles" });
    console.log(`drawn: ${JSON.stringify(await drawn(page))}`);
    const depth = await page.getByTestId("depth").locator("tbody tr").count();
    expect(depth).toBe(20);
  });

  it("[TRM-011] show a tape that moves", async () => {
    const { page } = trade;
    const newest = () =>
      page.locator("[data-testid=tape] li").first().getAttribute("data-match-id");
    const before = await newest();
    expect(before).toMatch(/^\d+$/);
    await waitFor(async () => (await newest()) !== before, {
      limitMs: 30_000,
      what: "a new trade",
    });
  });

  const places = screens().flatMap(([name]) =>
    Object.values(SIZES).flatMap((size) =>
      (name === "trade" ? TABS : [""]).map((tab) => ({ name, tab, ...size })),
    ),
  );

  it.each(places)(
    "[TRM-012] have no overlapping boxes and no scrollbars: $name $tab at $width×$height",
    async ({ name, tab, width, height }) => {
      const { page } = new Map(screens()).get(name) as WatchedPage;
      await page.setViewportSize({ width, height });
      if (tab) await page.locator(tab).click();
      const { boxes, problems } = await inspectLayout(page);
      console.log(`${name} ${tab}: ${boxes} boxes`);
      expect(boxes).toBeGreaterThan(2);
      expect(problems).toEqual([]);
      await page.setViewportSize(SIZES.laptop);
    },
  );

  it("are told apart from broken ones by the layout check (canary)", async () => {
    const { page } = login;
    await page.evaluate(() => {
      const style =
        "position:fixed;left:690px;top:440px;width:60px;height:60px;overflow-y:scroll;border:1px solid";
      document.body.insertAdjacentHTML(
        "beforeend",
        `<div id="planted" data-box="planted" style="${style}"></div>`,
      );
    });
    const { problems } = await inspectLayout(page);
    expect(problems.join("\n")).toMatch(/overlaps planted/);
    expect(problems).toContain("planted shows a scrollbar");
    await page.evaluate(() => {
      const planted = document.querySelector<HTMLElement>("#planted");
      planted?.style.setProperty("left", "1430px");
    });
    expect((await inspectLayout(page)).problems.join("\n")).toMatch(/planted leaves the screen/);
    await page.evaluate(() => document.querySelector("#planted")?.remove());
    expect((await inspectLayout(page)).problems).toEqual([]);
  });

  it("[TRM-013] break no rule of axe, in any tab of the blotter", async () => {
    expect(await axeViolations(login.page)).toEqual([]);
    expect(await axeViolations(system.page)).toEqual([]);
    for (const tab of TABS) {
      await trade.page.locator(tab).click();
      expect(await axeViolations(trade.page), tab).toEqual([]);
    }
  });

  it("would not pass axe with a planted fault (canary)", async () => {
    const { page } = login;
    await page.evaluate(() => {
      document
        .querySelector("main")
        ?.insertAdjacentHTML("beforeend", '<img id="planted" src="/icon.svg"><button></button>');
    });
    const found = await axeViolations(page);
    expect(found.join("\n")).toMatch(/image-alt/);
    expect(found.join("\n")).toMatch(/button-name/);
    await page.evaluate(() => {
      document.querySelector("#planted + button")?.remove();
      document.querySelector("#planted")?.remove();
    });
    expect(await axeViolations(page)).toEqual([]);
  });

  it("[TRM-014] ask nobody but the web server and the router, and say nothing on the console", () => {
    for (const [name, watched] of screens()) {
      expect(watched.origins.size, name).toBeGreaterThanOrEqual(name === "login" ? 1 : 3);
      expect(foreignOrigins(watched, platform), name).toEqual([]);
      expect(watched.consoleErrors, name).toEqual([]);
    }
  });

  it("cannot call anybody else, and a call would be seen (canary)", async () => {
    const planted = await browser.newPage();
    await planted.page.goto(`http://127.0.0.1:${platform.facts.ports.WEB_PORT}/icon.svg`);
    expect(foreignOrigins(planted, platform)).toHaveLength(1);
    await planted.page.goto(`${platform.webUrl}/login`);
    const call = `fetch("http://127.0.0.1:${platform.facts.ports.ENGINE_HTTP_PORT}/readyz").then(() => "answered", () => "refused")`;
    expect(await planted.page.evaluate(call)).toBe("refused");
    expect(planted.consoleErrors.join("\n")).toContain("Content Security Policy");
    await planted.page.close();
  });

  // Pictures for docs/images, taken on purpose only: a test that is not there is not a skipped one.
  if (process.env["HFT_SCREENSHOTS"] === "1") {
    it("have their pictures taken", async () => {
      const { page } = trade;
      const shoot = (one: Page, name: string) =>
        one.screenshot({ path: join(IMAGES, `${name}.png`) });
      await shoot(login.page, "login");
      await shoot(system.page, "system");
      await trade10(page);
      await shoot(page, "trade-1440");
      await page.setViewportSize(SIZES.desk);
      await waitFor(async () => (await drawn(page)).bids > 15);
      await page.locator("#tab-fills").click();
      await shoot(page, "trade-1920");
      await page.getByRole("button", { name: "Cancel all" }).click();
    });
  }

  /** Orders and a fill of one's own, for the pictures. */
  async function trade10(page: Page): Promise<void> {
    await page.mouse.move(0, 0);
    await page.locator("#tab-orders").click();
    await page.getByLabel("Quantity").fill("10");
    for (const _order of [1, 2]) {
      await page.getByRole("button", { name: /^Ask/ }).click();
      await page.getByTestId("submit").click();
      await page.locator('[data-testid="progress"][data-kind="accepted"]').waitFor();
    }
    // Deep enough to rest for the moment of a picture.
    const deep = await page.getByTestId("depth").locator("tbody td:nth-child(2)").allTextContents();
    for (const px of deep.slice(6, 10)) {
      await page.getByLabel("Limit price").fill(px);
      await page.getByTestId("submit").click();
      await page.locator('[data-testid="progress"][data-kind="accepted"]').waitFor();
    }
    await page.locator("tr[data-order-id]").first().waitFor();
    await page.locator("body").click({ position: { x: 400, y: 20 } });
  }
});
