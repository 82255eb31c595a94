import { BlockList, isIP } from "node:net";

/**
 * IPv4 that is not the public unicast internet: the IANA special-purpose registry (RFC 6890), multicast, the
 * deprecated 6to4 relays (RFC 7526), and Azure's metadata and DNS host, which looks public and is not.
 */
const specialIpv4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "168.63.129.16/32",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/** Global unicast space; all that is outside (loopback, mapped, NAT64, unique local, link-local, …) is special. */
const globalIpv6 = "2000::/3";

/** What is special inside it: protocol assignments with Teredo, documentation, 6to4, AS112. */
const specialIpv6 = ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"];

function blockList(subnets: readonly string[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = "", prefix] = subnet.split("/");
    list.addSubnet(net, Number(prefix), family);
  }
  return list;
}

const special4 = blockList(specialIpv4, "ipv4");
const global6 = blockList([globalIpv6], "ipv6");
const special6 = blockList(specialIpv6, "ipv6");

/**
 * Whether a literal address (IPv6 without brackets) belongs to a host on the public internet. Everything that
 * is not surely public is not, whatever it embeds: no IPv6 form that carries an IPv4 address passes.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !special4.check(address, "ipv4");
  if (family !== 6 || address.includes("%")) return false;
  return global6.check(address, "ipv6") && !special6.check(address, "ipv6");
}
