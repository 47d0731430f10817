import { BlockList, isIP, isIPv6 } from "node:net";
import { z } from "zod";

/** IPv4 that came through an IPv6 socket is IPv4. */
const plain = (address: string): string => address.replace(/^::ffff:/i, "");

const familyOf = (address: string) => (isIPv6(address) ? "ipv6" : "ipv4");

/** Says what is wrong with an address or CIDR network; undefined where nothing is. */
function addressProblem(text: string): string | undefined {
  const [address = "", prefix, ...rest] = text.split("/");
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
  if (bits > 0 && isPrefix && rest.length === 0) return undefined;
  return `"${text.slice(0, 60)}" is no address such as 10.0.0.7 and no network such as 10.0.0.0/8`;
}

/** An address or CIDR network. */
export const listedAddress = z.string().check((context) => {
  const message = addressProblem(context.value);
  if (message) context.issues.push({ code: "custom", message, input: context.value });
});

/** True for what is in the list, alone or in a network; never for a text that is no address. */
export type AddressList = (address: string | undefined) => boolean;

/** Of addresses and networks as `listedAddress` has them. */
export function createAddressList(addresses: readonly string[]): AddressList {
  const list = new BlockList();
  for (const entry of addresses) {
    const [address = "", prefix] = entry.split("/");
    if (prefix === undefined) list.addAddress(address, familyOf(address));
    else list.addSubnet(address, Number(prefix), familyOf(address));
  }
  return (given = "") => {
    const address = plain(given);
    return isIP(address) > 0 && list.check(address, familyOf(address));
  };
}
