import type { IncomingMessage } from "node:http";
import type { AddressList } from "./address-list.ts";

/** Where a request comes from. */
export type AddressOf = (request: Pick<IncomingMessage, "headers" | "socket">) => string;

/**
 * Behind a proxy every socket has the proxy's address, and the client's stands in `X-Forwarded-For`, which anybody may
 * send: each hop is believed only from a proxy that is trusted, the last of them first. For the upgrades of sockets, which
 * Fastify does not see; its `trustProxy` does the same for requests.
 */
export function createAddressOf(isTrusted: AddressList): AddressOf {
  return ({ headers, socket }) => {
    const hops = String(headers["x-forwarded-for"] ?? "").split(",");
    let address = socket.remoteAddress ?? "";
    for (const hop of hops.map((one) => one.trim()).reverse()) {
      if (hop === "" || !isTrusted(address)) continue;
      address = hop;
    }
    return address;
  };
}
