import type { IncomingMessage } from "node:http";
import proxyAddr from "@fastify/proxy-addr";
import type { AddressList } from "./address-list.ts";

/** Where a request comes from. */
export type AddressOf = (request: IncomingMessage) => string;

/**
 * Behind a proxy every socket has the proxy's address, and the client's stands in `X-Forwarded-For`, which anybody may
 * send: each hop is believed only from a proxy that is trusted, the last of them first. For the upgrades of sockets, which
 * Fastify does not see, by what its `trustProxy` does for requests.
 */
export function createAddressOf(isTrusted: AddressList): AddressOf {
  return (request) => proxyAddr(request, isTrusted) ?? "";
}
