// The schema explorer in a real browser: everything from the router, nothing from or to anywhere else.
import { randomUUID } from "node:crypto";
import { join, resolve } from "node:path";
import { waitFor } from "@hft/testkit";
import { buildClientSchema, buildSchema, getIntrospectionQuery, printSchema } from "graphql";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Platform } from "../support/platform.ts";
import { logIn, newTrader, type User } from "../support/users.ts";
import { type Browser, openBrowser, type WatchedPage } from "../terminal/browser.ts";
import {
  answerOf,
  openExplorer,
  openTabKept,
  runTab,
  runTabAtOnce,
  tabTitles,
} from "./explorer-page.ts";

const IMAGES = resolve(import.meta.dirname, "../../docs/images");
const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename } }`;

const platform = new Platform(inject("platform"));
let browser: Browser;
let trader: Awaited<ReturnType<typeof newTrader>>;
let watched: WatchedPage;
beforeAll(async () => {
  browser = await openBrowser();
  trader = await newTrader(platform, "explorer");
  watched = await browser.newPage();
  await openExplorer(watched.page, platform, trader);
});
afterAll(() => browser?.close());

async function buy(user: User & { accountId: string }): Promise<void> {
  const order = { symbol: "AAPL", side: "BUY", ordType: "MARKET", orderQty: "10" };
  const input = { ...order, accountId: user.accountId, clientOrderId: randomUUID() };
  const answer = await user.graphql<{ placeOrder: { __typename: string } }>(PLACE, { input });
  expect(answer.placeOrder.__typename).toBe("PlaceOrderAccepted");
}

async function apiKeyOf(user: User): Promise<{ id: string; key: string }> {
  const response = await fetch(`${user.url}/auth/api-keys`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${user.token}` },
    body: JSON.stringify({ name: `explorer-${randomUUID()}` }),
  });
  return (await response.json()) as { id: string; key: string };
}

const answers = (page: WatchedPage, text: string) =>
  waitFor(async () => (await answerOf(page.page)).includes(text), {
    what: `${text} in the answer`,
  });

describe("the schema explorer", () => {
  it("[EXP-001] runs a query and a mutation of its examples after a login", async () => {
    await runTab(watched.page, "Accounts");
    await answers(watched, `"id": "${trader.accountId}"`);
    await runTab(watched.page, "PlaceOrder");
    await answers(watched, '"__typename": "PlaceOrderAccepted"');
    await runTab(watched.page, "Book");
    await answers(watched, '"orderCount"');
  });

  it("[EXP-002] shows a fill as it happens", async () => {
    const { page } = watched;
    await runTab(page, "Fills");
    await answers(watched, '"events": []');
    await buy(trader);
    await answers(watched, '"lastPx"');
    expect(JSON.parse(await answerOf(page))).toMatchObject({
      data: { fills: { events: [{ side: "BUY", order: { position: expect.anything() } }] } },
    });
  });

  it("[EXP-003] shows the documentation of the graph, subscriptions included", async () => {
    const { page } = watched;
    await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
    const docs = page.locator(".graphiql-doc-explorer");
    await docs.getByRole("link", { name: "Subscription" }).click();
    await docs.getByText("Your fills").first().waitFor();
    await docs.getByRole("link", { name: "positionUpdates" }).waitFor();
    if (process.env["HFT_SCREENSHOTS"] === "1")
      await page.screenshot({ path: join(IMAGES, "explorer.png") });
  });

  it("[EXP-004] asks nobody but the router, and says nothing to the console", () => {
    expect(watched.consoleErrors).toEqual([]);
    const { host } = new URL(platform.routerUrl);
    const own = [`http://${host}`, `ws://${host}`, "blob:", "data:"];
    expect([...watched.origins].filter((origin) => !own.includes(origin))).toEqual([]);
    expect([...watched.origins]).toEqual(expect.arrayContaining(own.slice(0, 2)));
  });

  it("[EXP-005] keeps no credential where another page could find it", async () => {
    const { page } = watched;
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    );
    expect(kept).toContain("graphiql");
    expect(kept).not.toMatch(/eyJ|Bearer|hft_/);
    expect(await browser.context.cookies()).toEqual([]);
    await page.reload();
    await page.getByLabel("Password").waitFor();
  });

  it("[EXP-006] takes an API key, and says why it does not take another", async () => {
    const { page } = await browser.newPage();
    await page.goto(`${platform.routerUrl}/explorer`);
    await page.getByLabel("or an API key").fill("hft_nonsense");
    await page.getByRole("button", { name: "Use key" }).click();
    await page.getByRole("alert").filter({ hasText: /key/i }).waitFor();
    await openExplorer(page, platform, { apiKey: (await apiKeyOf(trader)).key });
    await runTab(page, "Accounts");
    await waitFor(async () => (await answerOf(page)).includes(trader.accountId));
    await page.close();
  });

  it("[EXP-007] asks again when its credential is refused, and keeps the tabs", async () => {
    const { page } = await browser.newPage();
    const { id, key } = await apiKeyOf(trader);
    await openExplorer(page, platform, { apiKey: key });
    const headers = { authorization: `Bearer ${trader.token}` };
    const path = `${trader.url}/auth/api-keys/${id}`;
    expect((await fetch(path, { method: "DELETE", headers })).status).toBe(204);
    await runTab(page, "Accounts");
    const notice = page.getByRole("alert").filter({ hasText: "Log in again" });
    await notice.waitFor();
    await page.getByLabel("User name").fill(trader.username);
    await page.getByLabel("Password").fill(trader.password);
    await page.getByRole("button", { name: "Log in" }).click();
    await notice.waitFor({ state: "detached" });
    await runTab(page, "Accounts");
    await waitFor(async () => (await answerOf(page)).includes(trader.accountId));
    await page.close();
  });

  it("[EXP-008] runs what the tab shows, however soon after it was opened", async () => {
    const fresh = await browser.newPage();
    await openExplorer(fresh.page, platform, trader);
    await runTabAtOnce(fresh.page, "Accounts");
    await answers(fresh, `"id": "${trader.accountId}"`);
    await runTabAtOnce(fresh.page, "Book");
    await answers(fresh, '"orderCount"');
    await runTabAtOnce(fresh.page, "Fills");
    await answers(fresh, '"events": []');
    expect(fresh.consoleErrors).toEqual([]);
    await fresh.page.close();
  });

  it("[EXP-009] comes back with the tabs it was left with, and no other", async () => {
    const { page } = await browser.newPage();
    await openExplorer(page, platform, trader);
    const titles = await tabTitles(page);
    expect(titles).toEqual(["Accounts", "PlaceOrder", "Fills", "Book", "LiveBook", "Quotes"]);
    await page.getByTitle("Book", { exact: true }).click();
    await waitFor(async () => (await openTabKept(page)) === "Book");
    // What a page that is closed at the wrong moment leaves behind.
    await page.evaluate(() => localStorage.setItem("graphiql:query", "query Gone { me }"));
    await openExplorer(page, platform, trader);
    expect(await tabTitles(page)).toEqual(titles);
    await runTabAtOnce(page, "Book");
    await waitFor(async () => (await answerOf(page)).includes('"orderCount"'));
    await page.close();
  });
});

describe("the published schema", () => {
  const read = (headers: Record<string, string>) =>
    fetch(`${platform.routerUrl}/graphql/schema.graphql`, { headers });

  it("[EXP-010] is what introspection says, without anything of the federation", async () => {
    const admin = await logIn(platform, "admin");
    const response = await read({ authorization: `Bearer ${admin.token}` });
    const sdl = await response.text();
    expect(sdl).not.toMatch(/join__|@key|@auth|_entities|_service/);
    const query = getIntrospectionQuery();
    const introspected = buildClientSchema(await admin.graphql(query));
    expect(printSchema(buildSchema(sdl))).toBe(printSchema(introspected));
  });

  it("[EXP-011] is read by every role, by login or key, and by nobody else", async () => {
    expect((await read({ authorization: `Bearer ${trader.token}` })).status).toBe(200);
    expect((await read({ "x-api-key": (await apiKeyOf(trader)).key })).status).toBe(200);
    const nobody = await read({});
    expect(nobody.status).toBe(401);
    expect(await nobody.json()).toMatchObject({ code: "UNAUTHENTICATED" });
    const asked = await trader.ask(getIntrospectionQuery());
    expect(asked.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
  });
});
