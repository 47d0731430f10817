// The page of the API in a real browser: everything from the router, nothing from or to anywhere else.
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { Platform } from "../support/platform.ts";
import { type Browser, openBrowser } from "../terminal/browser.ts";

const platform = new Platform(inject("platform"));
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

it("[REST-055] shows every operation, and asks nobody but the router", async () => {
  const { page, consoleErrors, origins } = await browser.newPage();
  await page.goto(`${platform.routerUrl}/api/docs`);
  await page.locator("#operations-trading-placeOrder").waitFor();
  expect(await page.locator(".opblock").count()).toBeGreaterThan(20);
  await page.locator("#operations-trading-placeOrder .opblock-summary").click();
  await page.getByText("Answers when the engine has it on disk").first().waitFor();
  expect(consoleErrors).toEqual([]);
  expect([...origins].filter((origin) => origin !== "data:")).toEqual([platform.routerUrl]);
});
