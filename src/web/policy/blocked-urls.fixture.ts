/** Addresses that must never be reached, one and more of each kind, as literals. */
export const specialAddresses: readonly string[] = [
  // This host and its own network.
  ..."127.0.0.1 127.1.2.3 127.255.255.254 0.0.0.0 0.1.2.3".split(" "),
  // Private, shared and link-local space.
  ..."10.0.0.1 10.255.255.254 172.16.0.1 172.31.255.254 192.168.0.1 192.168.255.254".split(" "),
  ..."100.64.0.1 100.127.255.254 169.254.0.1 169.254.255.254".split(" "),
  // Metadata services of clouds.
  ..."169.254.169.254 169.254.170.2 100.100.100.200 168.63.129.16 192.0.0.192".split(" "),
  // Protocol assignments, documentation, benchmarking, relays, multicast, reserved, broadcast.
  ..."192.0.0.8 192.0.2.7 198.51.100.7 203.0.113.7 198.18.0.1 198.19.255.254 192.88.99.1".split(" "),
  ..."224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255".split(" "),
  // The same in IPv6.
  ...":: ::1 fe80::1 febf::1 fec0::1 fc00::1 fd00:ec2::254 fd12:3456:789a::1 ff02::1 ff0e::1".split(" "),
  ..."100::1 2001:db8::1 3fff::1 5f00::1 2001:2::1 2001:10::1 2001:20::1".split(" "),
  // IPv4 inside IPv6: mapped, compatible, translated, NAT64, 6to4, Teredo.
  ..."::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:a9fe:a9fe ::127.0.0.1 ::ffff:0:127.0.0.1".split(" "),
  ..."64:ff9b::127.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b:1::7f00:1".split(" "),
  ..."2002:7f00:1:: 2002:a9fe:a9fe::1 2002:a00:1::1 2001:0:4136:e378:8000:63bf:80ff:fffe 2001::1".split(" "),
];

/** Addresses just outside of what is special, and well-known public ones. */
export const publicAddresses: readonly string[] = [
  ..."1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 126.255.255.255 128.0.0.1".split(" "),
  ..."169.253.255.255 169.255.0.1 172.15.255.255 172.32.0.1 192.167.255.255 192.169.0.1".split(" "),
  ..."198.17.255.255 198.20.0.1 223.255.255.255 168.63.129.17 192.88.98.1".split(" "),
  ..."2606:4700:4700::1111 2001:4860:4860::8888 2a00:1450:4001::1 2400:cb00::1 2003::1".split(" "),
];

const hex = (part: number): string => `0x${part.toString(16)}`;
const octal = (part: number): string => `0${part.toString(8)}`;
const circled = (digit: string): string => "⓪①②③④⑤⑥⑦⑧⑨"[Number(digit)] ?? digit;
const fullWidth = (digit: string): string => String.fromCodePoint(0xff10 + Number(digit));

/** One IPv4 address in the spellings that URL parsers read as the same address. */
function ipv4Spellings(address: string): readonly string[] {
  const [a = 0, b = 0, c = 0, d = 0] = address.split(".").map(Number);
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  return [
    address,
    `${address}.`,
    String(whole),
    hex(whole),
    octal(whole),
    [a, b, c, d].map(hex).join("."),
    [a, b, c, d].map(octal).join("."),
    [hex(a), b, octal(c), d].join("."),
    [a, (b * 256 + c) * 256 + d].join("."),
    [a, b, c * 256 + d].join("."),
    address.replace(/\d/g, (digit) => `%3${digit}`),
    address.replaceAll(".", "%2e"),
    address.replaceAll(".", "。"),
    address.replaceAll(".", "．"),
    address.replace(/\d/g, fullWidth),
    address.replace(/\d/g, circled),
  ];
}

/** Names that mean a local network or a metadata service, whatever they resolve to. */
export const intranetNames: readonly string[] = [
  ..."localhost LOCALHOST localhost. a.localhost loc%61lhost ⓛⓞⓒⓐⓛⓗⓞⓢⓣ loc\u00adalhost".split(" "),
  ..."intranet metadata router kubernetes rancher-metadata printer.local router.lan vault.internal".split(
    " ",
  ),
  ..."db.corp nas.home gw.home.arpa 1.0.0.127.in-addr.arpa host.docker.internal kubernetes.default.svc".split(
    " ",
  ),
  ..."api.default.svc.cluster.local metadata.google.internal metadata.goog instance-data.ec2.internal".split(
    " ",
  ),
  ..."box.localdomain files.private site.intranet a.test b.invalid c.onion d.alt web.service.consul".split(
    " ",
  ),
];

/** URLs of which no request may come, by what is wrong with them; `port` is one that the policy allows. */
export function blockedUrls(port: number): readonly string[] {
  const v4 = specialAddresses.filter((address) => !address.includes(":"));
  const v6 = specialAddresses.filter((address) => address.includes(":"));
  const at = (host: string): string => `http://${host}:${port}/`;
  return [
    ...v4.map(at),
    ...["127.0.0.1", "169.254.169.254", "10.0.0.1", "192.168.1.1"].flatMap(ipv4Spellings).map(at),
    ...v6.map((address) => at(`[${address}]`)),
    ...intranetNames.map(at),
    ...otherTricks(port),
    ...schemes,
    ...[22, 25, 110, 445, 2375, 3306, 5432, 6379, 9200, 11211, 27017].map(
      (wrong) => `http://www.example.com:${wrong}/`,
    ),
  ];
}

/** What confuses parsers about where the host ends, and what is no URL at all. */
function otherTricks(port: number): readonly string[] {
  return [
    `http://www.example.com@127.0.0.1:${port}/`,
    `http://www.example.com:80@127.0.0.1:${port}/`,
    `http://user@www.example.com:${port}/`,
    `http://user:secret@www.example.com:${port}/`,
    `http://:secret@www.example.com:${port}/`,
    `http://127.0.0.1:${port}\\@www.example.com/`,
    `http:127.0.0.1:${port}/`,
    `http:/127.0.0.1:${port}/`,
    `http:////127.0.0.1:${port}/`,
    `http:\\\\127.0.0.1:${port}\\`,
    `\thttp://127.0.0.1:${port}/ `,
    `ht\ntp://127.0.0.1:${port}/`,
    `http://127.0.0.1:${port}?@www.example.com/`,
    `http://127.0.0.1:${port}#.www.example.com`,
    "http://127.0.0.1%00.example.com/",
    "http://[::1].example.com/",
    "http://[fe80::1%25eth0]/",
    "http://256.256.256.256/",
    "http://1.2.3.4.5/",
    "http://0x/",
    "http://www.example.com:65536/",
    "http://www.example.com:-1/",
    "http://",
    "http://?",
    "//www.example.com/",
    "www.example.com",
    "",
    `http://www.example.com/${"a".repeat(9_000)}`,
  ];
}

const schemes: readonly string[] = [
  ..."file:///etc/passwd file://localhost/etc/passwd ftp://www.example.com/ gopher://127.0.0.1:6379/_x".split(
    " ",
  ),
  ..."dict://127.0.0.1:6379/info ldap://localhost/ ws://www.example.com/ wss://www.example.com/".split(" "),
  ..."javascript:alert(1) data:text/html,hello blob:https://www.example.com/x about:blank".split(" "),
  ..."view-source:http://www.example.com/ unix:/var/run/docker.sock http+unix://%2Fvar%2Frun/info".split(" "),
];

/** URLs that look dangerous and are not. */
export function harmlessUrls(port: number): readonly string[] {
  return [
    `http://www.example.com:${port}/`,
    `http://www.example.com:${port}/?u=http://127.0.0.1/`,
    `http://www.example.com:${port}/127.0.0.1`,
    `http://www.example.com:${port}/a@b`,
    `http://localhost.example.com:${port}/`,
    `http://127.0.0.1.example.com:${port}/`,
    `http://intranet.example.com:${port}/`,
    `http://internal.example.com.:${port}/`,
    `http://xn--bcher-kva.example.com:${port}/`,
    `http://bücher.example.com:${port}/`,
    `http://lan.example.com:${port}/`,
    ...publicAddresses.map(
      (address) => `http://${address.includes(":") ? `[${address}]` : address}:${port}/`,
    ),
  ];
}
