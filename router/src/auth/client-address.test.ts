import { expect, it } from "vitest";
import { createAddressList } from "./address-list.ts";
import { createAddressOf } from "./client-address.ts";

const addressOf = createAddressOf(createAddressList(["127.0.0.1", "10.1.0.0/16", "fd00::/8"]));
const of = (remoteAddress: string | undefined, forwarded?: string) =>
  addressOf({
    socket: { remoteAddress },
    headers: { ...(forwarded !== undefined && { "x-forwarded-for": forwarded }) },
  } as Parameters<typeof addressOf>[0]);

it("[DOOR-010] believes a forwarded address from trusted proxies alone, hop by hop", () => {
  for (const [remote, forwarded, address] of [
    ["127.0.0.1", undefined, "127.0.0.1"],
    ["127.0.0.1", "", "127.0.0.1"],
    ["203.0.113.9", "198.51.100.1", "203.0.113.9"],
    ["127.0.0.1", "198.51.100.1", "198.51.100.1"],
    ["::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"],
    ["fd00::1", "2001:db8::7", "2001:db8::7"],
    ["127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"],
    ["127.0.0.1", "198.51.100.1,10.1.2.3", "198.51.100.1"],
    ["127.0.0.1", "198.51.100.1, nonsense, 10.1.2.3", "nonsense"],
    [undefined, "198.51.100.1", ""],
  ] as const) {
    expect(of(remote, forwarded), `${remote} ${forwarded}`).toBe(address);
  }
});

it("[DOOR-010] believes nobody where no proxy is trusted", () => {
  const request = { socket: { remoteAddress: "127.0.0.1" }, headers: { "x-forwarded-for": "::1" } };
  expect(createAddressOf(createAddressList([]))(request as never)).toBe("127.0.0.1");
});
