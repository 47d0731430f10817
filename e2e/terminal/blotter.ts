/// <reference lib="dom" />
// Reads the Fills tab as a person would: by scrolling, since only the rows on the screen are elements.

import { waitFor } from "@hft/testkit";
import type { Page } from "playwright-core";

export type FillRow = Record<string, string>;

const SCROLLER = "#blotter-panel";

/** Rows on the screen now, by their data-* attributes in camel case (`execId`, `lastPx`, …). */
function visibleRows(page: Page): Promise<FillRow[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("tr[data-exec-id]")].map((row) => ({
      ...row.dataset,
    })),
  ) as Promise<FillRow[]>;
}

/** Moves one screen down; false at the end. */
function scrollDown(page: Page): Promise<boolean> {
  return page.evaluate((selector) => {
    const element = document.querySelector(selector);
    if (!element) return false;
    const before = element.scrollTop;
    element.scrollTop = before + element.clientHeight * 0.8;
    return element.scrollTop > before;
  }, SCROLLER);
}

/** How many fills the tab says it has. */
export async function fillCount(page: Page): Promise<number> {
  const label = await page.locator("#tab-fills").textContent();
  return Number(/\((\d+)\)/.exec(label ?? "")?.[1]);
}

/** Opens the Fills tab and scrolls through all of it; newest first, each row once. */
export async function readFills(page: Page): Promise<FillRow[]> {
  await page.locator("#tab-fills").click();
  await page.locator('#blotter-panel[data-phase="live"]').waitFor();
  await page.evaluate((selector) => document.querySelector(selector)?.scrollTo(0, 0), SCROLLER);
  const rows = new Map<string, FillRow>();
  for (;;) {
    await settled(page);
    for (const row of await visibleRows(page)) rows.set(row["execId"] ?? "", row);
    if (!(await scrollDown(page))) return [...rows.values()];
  }
}

/** Waits until React has drawn the rows of the place scrolled to: they must cover the screen. */
async function settled(page: Page): Promise<void> {
  const isCovered = () =>
    page.evaluate((selector) => {
      const box = document.querySelector(selector)?.getBoundingClientRect();
      const rows = [...document.querySelectorAll("tr[data-exec-id]")];
      const first = rows[0]?.getBoundingClientRect();
      const last = rows.at(-1)?.getBoundingClientRect();
      if (!box || !first || !last) return document.querySelector("[data-testid=fills]") === null;
      const isEnd = rows.at(-1)?.nextElementSibling === null;
      return first.top <= box.top + 24 && (isEnd || last.bottom >= box.bottom);
    }, SCROLLER);
  await waitFor(isCovered, { what: "the rows of the Fills tab to be drawn" });
}
