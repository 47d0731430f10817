/// <reference lib="dom" />
// Moves about a page as somebody without a mouse does.
import type { Page } from "playwright-core";

const MOST_STOPS = 80;

/** What has the focus, by its label or its text. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return "";
    const label = (element as HTMLInputElement).labels?.[0]?.textContent;
    return (label ?? element.getAttribute("aria-label") ?? element.textContent ?? "").trim();
  });
}

/** Presses Tab until the focus is on something whose name begins so; the ring must be visible there. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press("Tab");
    const here = await focused(page);
    passed.push(here);
    if (!here.startsWith(name)) continue;
    if (!(await hasRing(page))) throw new Error(`${here} has the focus, and nothing shows it`);
    return;
  }
  throw new Error(`Tab never reached ${name}; it passed ${passed.join(" → ")}`);
}

/** A ring on the element itself, or on the label that stands for it. */
function hasRing(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    const shown = [element, element?.labels?.[0]].filter((one) => one instanceof Element);
    return shown.some((one) => Number.parseFloat(getComputedStyle(one).outlineWidth) >= 2);
  });
}
