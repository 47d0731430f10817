/// <reference lib="dom" />
// The schema explorer as a person uses it.
import { waitFor } from "@hft/testkit";
import type { Page } from "playwright-core";
import type { Platform } from "../support/platform.ts";

interface Monaco {
  editor: { getModels(): { uri: { path: string }; getValue(): string }[] };
}

/** Opens the page and logs in by one of its two forms. */
export async function openExplorer(
  page: Page,
  platform: Platform,
  login: { username: string; password: string } | { apiKey: string },
): Promise<void> {
  await page.goto(`${platform.routerUrl}/explorer`);
  if ("apiKey" in login) {
    await page.getByLabel("or an API key").fill(login.apiKey);
    await page.getByRole("button", { name: "Use key" }).click();
  } else {
    await page.getByLabel("User name").fill(login.username);
    await page.getByLabel("Password").fill(login.password);
    await page.getByRole("button", { name: "Log in" }).click();
  }
  await page.locator(".graphiql-query-editor .view-line").first().waitFor();
}

/** Goes to the tab of that operation and runs it. */
export async function runTab(page: Page, operation: string): Promise<void> {
  await page.getByTitle(operation, { exact: true }).click();
  await waitFor(async () => (await modelOf(page, "operation")).includes(` ${operation}`), {
    what: `the tab of ${operation}`,
  });
  await page.getByRole("button", { name: /^Execute/ }).click();
}

/** Opens the tab and runs it in one breath, faster than the editor parses what it shows. */
export async function runTabAtOnce(page: Page, operation: string): Promise<void> {
  const tab = await page.getByTitle(operation, { exact: true }).elementHandle();
  const execute = await page.getByRole("button", { name: /^Execute/ }).elementHandle();
  await page.evaluate(
    (buttons) => {
      for (const button of buttons) (button as HTMLElement).click();
    },
    [tab, execute],
  );
}

/** What the tabs are called, from left to right. */
export const tabTitles = (page: Page): Promise<string[]> =>
  page.locator(".graphiql-tab-button").allTextContents();

/** The open tab as the browser keeps it for the next visit. */
export const openTabKept = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => {
    const kept = JSON.parse(localStorage.getItem("graphiql:tabState") ?? "{}");
    return kept.tabs?.[kept.activeTabIndex]?.title;
  });

/** The answer as the page holds it; the view shows only the lines that fit. */
export const answerOf = (page: Page): Promise<string> => modelOf(page, "response");

function modelOf(page: Page, name: string): Promise<string> {
  return page.evaluate((part) => {
    const { __MONACO: monaco } = globalThis as unknown as { __MONACO: Monaco };
    const models = monaco.editor.getModels();
    return models.find(({ uri }) => uri.path.includes(part))?.getValue() ?? "";
  }, name);
}
