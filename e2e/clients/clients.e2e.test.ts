// The programs of docs/clients.md and the README, run as they stand there against a platform.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { waitFor } from "@hft/testkit";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Platform } from "../support/platform.ts";
import { logIn, newTrader, type User } from "../support/users.ts";
import { python, type Running, run, snippetFolder } from "./run-snippet.ts";
import { joined, type Snippet, snippetsOf } from "./snippets.ts";

/** What each program must have said by its end; the recipe has no end. */
const PROGRAMS: Record<string, RegExp[]> = {
  "login.mjs": [],
  "graphql-request.mjs": [/duplicate: false/, /duplicate: true/, /ordStatus: 'FILLED'/],
  "graphql-ws.mjs": [/PlaceOrderAccepted/, /fill \d+ @ \d/],
  "apollo-client.mjs": [/positions \d+/, /quote AAPL \d/],
  "fills.py": [/PlaceOrderAccepted/, /fill \d+ @ \d/],
  "plain-frames.mjs": [/order \d+ FILLED/, /fill \d+ @ \d.* go on with \S+/],
};
const RECIPE = "live-positions.mjs";
const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename } }`;

const platform = new Platform(inject("platform"));
const page = snippetsOf("docs/clients.md");
const folder = snippetFolder();
let trader: Awaited<ReturnType<typeof newTrader>>;
let env: Record<string, string>;
beforeAll(async () => {
  trader = await newTrader(platform, "clients");
  env = {
    HFT_URL: platform.routerUrl,
    HFT_USER: trader.username,
    HFT_PASSWORD: trader.password,
    HFT_ACCOUNT: trader.accountId,
  };
  for (const { name, text } of page) if (name) folder.write(name, text);
});
afterAll(folder.remove);

async function buy(user: User, accountId: string): Promise<void> {
  const order = { symbol: "AAPL", side: "BUY", ordType: "MARKET", orderQty: "10" };
  const input = { accountId, clientOrderId: randomUUID(), ...order };
  const answer = await user.graphql<{ placeOrder: { __typename: string } }>(PLACE, { input });
  expect(answer.placeOrder.__typename).toBe("PlaceOrderAccepted");
}

const interpreter = (name: string) => (name.endsWith(".py") ? python() : process.execPath);

describe("docs/clients.md", () => {
  it("[CLI-001] has no program that is not run here", () => {
    const isShell = ({ language, name }: Snippet) => language === "sh" && !name;
    const programs = page.filter((one) => !isShell(one)).map(({ name }) => name);
    expect(programs.sort()).toEqual([...Object.keys(PROGRAMS), RECIPE].sort());
    expect(page.filter(isShell).length).toBeGreaterThan(1);
  });

  it("[CLI-002] works with curl, and over REST with an API key", async () => {
    const program = run(["sh", "-ec", joined(page, "sh")], folder.path, env);
    expect(await program.ended(), program.output()).toBe(0);
    const said = program.output();
    expect(said).toContain(`"id":"${trader.accountId}"`);
    expect(said).toMatch(/"client_order_id":"rest-page-\d+"/);
    expect(said).toContain('"status":"FILLED"');
    expect(readFileSync(join(folder.path, "schema.graphql"), "utf8")).toContain(
      "type Subscription",
    );
  });

  for (const [name, words] of Object.entries(PROGRAMS)) {
    it(`[CLI-003] runs ${name}`, async () => {
      const program = run([interpreter(name), name], folder.path, env);
      expect(await program.ended(), program.output()).toBe(0);
      for (const one of words) expect(program.output()).toMatch(one);
    });
  }

  it("[CLI-004] keeps positions exact across a lost router by the recipe", async () => {
    const program = run([process.execPath, RECIPE], folder.path, env);
    try {
      await program.says("live");
      await buy(trader, trader.accountId);
      await program.says(`AAPL ${await quantity()} @`);
      await platform.isBack("router", platform.kill("router"));
      await waitFor(async () => (await fetch(`${platform.routerUrl}/readyz`)).ok, {
        limitMs: 60_000,
        what: "the router to be ready",
      });
      await buy(trader, trader.accountId);
      await program.says(`AAPL ${await quantity()} @`);
      expect(program.output().match(/^live$/gm), program.output()).toHaveLength(1);
    } finally {
      program.stop();
    }
  });

  async function quantity(): Promise<string> {
    const { position } = await trader.graphql<{ position: { quantity: string } }>(
      'query ($accountId: ID!) { position(accountId: $accountId, symbol: "AAPL") { quantity } }',
      { accountId: trader.accountId },
    );
    return position.quantity;
  }
});

describe("the README's first queries", () => {
  const section = snippetsOf("README.md", "First queries");
  let demo: User;
  /** With the address and the password of this platform. */
  const here = (text: string) =>
    text
      .replaceAll("http://localhost:8080", platform.routerUrl)
      .replaceAll("ws://localhost:8080", platform.routerUrl.replace("http", "ws"))
      .replaceAll("<its password>", passwordOf("demo"));
  const passwordOf = (name: string) =>
    platform.secrets.users.find(({ username }) => username === name)?.password ?? "";
  beforeAll(async () => {
    demo = await logIn(platform, "demo");
  });

  it("[CLI-010] answer over GraphQL and REST", async () => {
    const program = run(["sh", "-ec", here(joined(section, "sh"))], folder.path, env);
    expect(await program.ended(), program.output()).toBe(0);
    expect(program.output()).toContain('"id":"demo"');
    expect(program.output()).toContain("PlaceOrderAccepted");
    expect(program.output()).toContain('"client_order_id":"readme-2"');
    expect(program.output()).not.toMatch(/"errors"|"code":/);
  });

  it("[CLI-011] show fills as they happen", async () => {
    folder.write("readme.mjs", here(joined(section, "js")));
    const program = run([process.execPath, "readme.mjs"], folder.path, { TOKEN: demo.token });
    try {
      await untilFilled(program);
      expect(program.output()).toMatch(/^\d+ @ \d+/m);
    } finally {
      program.stop();
    }
  });

  /** It does not say when it is live, so an order a second until it has seen one. */
  async function untilFilled(program: Running): Promise<void> {
    for (let orders = 0; orders < 10 && !program.output().includes("@"); orders++) {
      await buy(demo, "demo");
      const isSeen = () => program.output().includes("@");
      await waitFor(isSeen, { limitMs: 1_000, what: "a fill" }).catch(() => undefined);
    }
  }
});
