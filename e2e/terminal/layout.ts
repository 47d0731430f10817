/// <reference lib="dom" />
// Looks for what a careful eye would see: boxes over each other, boxes off the screen, scrollbars.
import type { Page } from "playwright-core";

/** Panels carry `data-box`; every control and every word of the top bar is a box too. */
const CONTROLS = "main button, main select, main input, header a, header button, header input";
const BOXES = `[data-box], header, header > span, ${CONTROLS}`;

interface Box {
  name: string;
  /** Indexes of the boxes that it stands in. */
  inside: number[];
  left: number;
  top: number;
  right: number;
  bottom: number;
}

interface Seen {
  boxes: Box[];
  scrollbars: string[];
  screen: { width: number; height: number };
  page: { width: number; height: number };
}

/** Bounding rectangles, cut to the scrolling list that they are in: what it hides is not on the screen. */
function look(page: Page): Promise<Seen> {
  return page.evaluate((selector) => {
    const isShown = (element: Element) =>
      !element.closest(".sr-only") && !element.matches(".sr-only");
    const elements = [...document.querySelectorAll(selector)].filter(isShown);
    const boxes = elements.map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const frame = element.parentElement?.closest(".scroller")?.getBoundingClientRect();
      const name = element.getAttribute("data-box") ?? `${element.tagName} ${element.textContent}`;
      const inside = elements.flatMap((other, i) =>
        other !== element && other.contains(element) ? [i] : [],
      );
      return {
        ...{ name: name.trim(), inside, left, right },
        top: Math.max(top, frame?.top ?? top),
        bottom: Math.min(bottom, frame?.bottom ?? bottom),
      };
    });
    const scrollbars = [...document.querySelectorAll<HTMLElement>("*")].flatMap((element) => {
      const style = getComputedStyle(element);
      if (!/auto|scroll/.test(`${style.overflowX} ${style.overflowY}`)) return [];
      const borders = (a: string, b: string) => Number.parseFloat(a) + Number.parseFloat(b);
      const across = element.offsetWidth - element.clientWidth;
      const along = element.offsetHeight - element.clientHeight;
      const isUpright = across - borders(style.borderLeftWidth, style.borderRightWidth) > 1;
      const isLying = along - borders(style.borderTopWidth, style.borderBottomWidth) > 1;
      return isUpright || isLying ? [element.getAttribute("data-box") ?? element.tagName] : [];
    });
    const { scrollWidth, scrollHeight, clientWidth } = document.documentElement;
    if (clientWidth < innerWidth) scrollbars.push("page");
    const screen = { width: innerWidth, height: innerHeight };
    return { boxes, scrollbars, screen, page: { width: scrollWidth, height: scrollHeight } };
  }, BOXES);
}

/** Half a pixel is rounding. */
const SLACK = 0.5;

function overlaps(a: Box, b: Box): boolean {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > SLACK && height > SLACK;
}

/** What is wrong with the page as it is drawn now, in sentences, and how many boxes were compared. */
export async function inspectLayout(page: Page): Promise<{ boxes: number; problems: string[] }> {
  const seen = await look(page);
  const { boxes, scrollbars, screen } = seen;
  const problems = scrollbars.map((name) => `${name} shows a scrollbar`);
  boxes.forEach((a, i) => {
    boxes.slice(i + 1).forEach((b, offset) => {
      const isNested = a.inside.includes(i + 1 + offset) || b.inside.includes(i);
      if (!isNested && overlaps(a, b)) problems.push(`${a.name} overlaps ${b.name}`);
    });
    const isOff = a.left < -SLACK || a.top < -SLACK;
    if (isOff || a.right > screen.width + SLACK || a.bottom > screen.height + SLACK) {
      problems.push(`${a.name} leaves the screen`);
    }
  });
  if (seen.page.width > screen.width) problems.push("the page is wider than the screen");
  if (seen.page.height > screen.height) problems.push("the page is higher than the screen");
  return { boxes: boxes.length, problems };
}
