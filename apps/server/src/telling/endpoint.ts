import { lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Addresses of this machine and of networks inside: nothing of the internet's push services is there. */
const inside = new BlockList();
for (const [net, prefix] of [
  ...([
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
  ] as const),
  ...([
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.88.99.0", 24],
    ["192.168.0.0", 16],
  ] as const),
  ...([
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 4],
    ["240.0.0.0", 4],
  ] as const),
])
  inside.addSubnet(net, prefix, "ipv4");
/** What is not global unicast, and of that what leads to an IPv4 address or to nowhere. */
const global6 = new BlockList();
global6.addSubnet("2000::", 3, "ipv6");
for (const [net, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
] as const)
  inside.addSubnet(net, prefix, "ipv6");

/** True for an address of the internet. */
export function isOutside(address: string): boolean {
  if (isIP(address) === 4) return !inside.check(address, "ipv4");
  return isIP(address) === 6 && global6.check(address, "ipv6") && !inside.check(address, "ipv6");
}

/** True for an address that a push service may have: https, its usual port, a name, nobody's password. */
export function mayBePush(endpoint: string): boolean {
  try {
    const { protocol, hostname, port, username, password } = new URL(endpoint);
    const named = isIP(hostname.replace(/^\[|\]$/g, "")) === 0 && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(hostname);
    return protocol === "https:" && port === "" && username === "" && password === "" && named;
  } catch {
    return false;
  }
}

/** Looks a name up and gives only addresses of the internet: asked as the line is opened, so that no second answer comes in between. */
export const lookupOutside: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const list = (found ?? []).filter(({ address }) => isOutside(address));
    const [first] = list;
    if (error !== null) return done(error, "", 0);
    if (first === undefined)
      return done(Object.assign(new Error("not an address outside"), { code: "ENOTFOUND" }), "", 0);
    if (options.all === true) return done(null, list);
    done(null, first.address, first.family);
  });
};
