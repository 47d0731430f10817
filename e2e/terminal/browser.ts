// Debian's Chromium with a profile of its own, and a page that remembers all that went wrong on it.

import { makeTempDir, removeDir } from "@hft/testkit";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import type { Platform } from "../support/platform.ts";

const EXECUTABLE = "/usr/bin/chromium";
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const SIZES = {
  laptop: { width: 1440, height: 900 },
  desk: { width: 1920, height: 1080 },
} as const;

export interface Browser {
  readonly context: BrowserContext;
  newPage(): Promise<WatchedPage>;
  close(): Promise<void>;
}

/** A page with what it said and asked for; lists only grow. */
export interface WatchedPage {
  readonly page: Page;
  readonly consoleErrors: string[];
  /** Origins of every request, sockets included. */
  readonly origins: Set<string>;
}

export async function openBrowser(): Promise<Browser> {
  const profile = makeTempDir("chromium");
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: EXECUTABLE,
    headless: true,
    args: FLAGS,
    // Playwright would hide them, and the layout check would look for them in vain.
    ignoreDefaultArgs: ["--hide-scrollbars"],
    viewport: SIZES.laptop,
  });
  return {
    context,
    newPage: async () => watch(await context.newPage()),
    async close() {
      await context.close();
      removeDir(profile);
    },
  };
}

function watch(page: Page): WatchedPage {
  const consoleErrors: string[] = [];
  const origins = new Set<string>();
  page.on("console", (message) => {
    if (message.type() === "error")
      consoleErrors.push(`${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => consoleErrors.push(String(error)));
  page.on("request", (request) => origins.add(originOf(request.url())));
  page.on("websocket", (socket) => origins.add(originOf(socket.url())));
  return { page, consoleErrors, origins };
}

/** `data:` and `blob:` addresses ask nobody. */
const originOf = (url: string): string => {
  const { protocol, host } = new URL(url);
  return ["data:", "blob:", "about:"].includes(protocol) ? protocol : `${protocol}//${host}`;
};

/** Requests to anybody but the web server and the router. */
export function foreignOrigins(watched: WatchedPage, platform: Platform): string[] {
  const router = `localhost:${platform.facts.ports.ROUTER_PORT}`;
  const own = new Set([
    "data:",
    "blob:",
    "about:",
    platform.webUrl,
    `http://${router}`,
    `ws://${router}`,
  ]);
  return [...watched.origins].filter((origin) => !own.has(origin));
}

/** Logs in by the page itself and waits until the trading screen of `symbol` is live. */
export async function logInAt(
  page: Page,
  webUrl: string,
  user: { username: string; password: string },
  symbol = "AAPL",
): Promise<void> {
  await page.goto(`${webUrl}/login?next=/trade/${symbol}`);
  await page.getByLabel("User name").fill(user.username);
  await page.getByLabel("Password").fill(user.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await isLive(page);
}

export async function isLive(page: Page): Promise<void> {
  await page.locator('[data-testid="connection"][data-kind="live"]').waitFor();
  await page.locator('[data-box="blotter"][data-live="true"]').waitFor();
}
