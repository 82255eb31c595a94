import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifies } from "../../../test/promises.ts";
import { publicAddress } from "../fake-hosts.ts";
import { startSite, untilDone } from "../loopback-site.fixture.ts";
import { blockedUrls, specialAddresses } from "../policy/blocked-urls.fixture.ts";
import { type BrowserWorld, browserWorld, noBrowser, viewOf } from "./browser-world.fixture.ts";
import { startGuardingProxy } from "./guarding-proxy.ts";

/** Runs in a page: tries every way to an address and puts what came of it into the title. */
const everyWay = `async (target, image) => {
  const url = "http://" + target;
  const settled = (work) => Promise.race([work.then((value) => value, () => "no"), new Promise((done) => setTimeout(done, 4000, "late"))]);
  const element = (name, attributes) => new Promise((resolve) => {
    const one = Object.assign(document.createElement(name), attributes);
    one.onload = () => resolve("yes");
    one.onerror = () => resolve("no");
    document.body.append(one);
  });
  const socket = () => new Promise((resolve) => {
    const one = new WebSocket("ws://" + target + "/socket");
    one.onopen = () => resolve("yes");
    one.onerror = () => resolve("no");
  });
  const results = {
    fetch: await settled(fetch(url + "/a", { mode: "no-cors" }).then(() => "yes")),
    image: await settled(element("img", { src: url + image })),
    script: await settled(element("script", { src: url + "/b.js" })),
    style: await settled(element("link", { rel: "stylesheet", href: url + "/c.css" })),
    socket: await settled(socket()),
    redirect: await settled(fetch("/redirect?to=" + encodeURIComponent(url + "/d"), { mode: "no-cors" }).then(() => "yes")),
    worker: await settled(new Promise((resolve) => {
      const code = "fetch('" + url + "/e', { mode: 'no-cors' }).then(() => postMessage('yes'), () => postMessage('no'))";
      new Worker(URL.createObjectURL(new Blob([code]))).onmessage = (event) => resolve(event.data);
    })),
  };
  navigator.sendBeacon(url + "/f", "x");
  document.title = JSON.stringify(results);
}`;

const missing = await noBrowser();

describe.skipIf(missing !== undefined)("what a page can reach", () => {
  let world: BrowserWorld;
  beforeAll(async () => {
    world = await browserWorld();
    world.pages.set("/redirect", (request, response) => {
      const to = new URL(request.url ?? "", "http://x").searchParams.get("to") ?? "/";
      response.writeHead(302, { location: to, "access-control-allow-origin": "*" }).end();
    });
    for (const path of ["/a", "/b.js", "/c.css", "/d", "/e", "/f", "/framed"]) world.pages.set(path, "");
    world.pages.set("/dot.svg", (_request, response) => {
      response.writeHead(200, { "content-type": "image/svg+xml" });
      response.end('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
    });
  });
  afterAll(() => world[Symbol.asyncDispose]());

  async function tryEveryWay(target: string): Promise<Record<string, string>> {
    world.pages.set("/ways", `<body><script>(${everyWay})(${JSON.stringify(target)}, "/dot.svg")</script>`);
    const browsing = world.browse();
    await viewOf(browsing, { type: "open", url: `${world.origin()}/ways` });
    for (;;) {
      const { title } = await viewOf(browsing, { type: "look" });
      if (title.startsWith("{")) return JSON.parse(title) as Record<string, string>;
    }
  }

  test(`a page reaches what is public in every way ${verifies("fetch.ssrf")}`, async () => {
    const results = await tryEveryWay(`other.example.org:${world.port}`);
    // The site speaks no WebSocket; that it was asked is seen below.
    expect(results).toMatchObject({
      fetch: "yes",
      image: "yes",
      script: "yes",
      redirect: "yes",
      worker: "yes",
    });
    expect(world.requests).toContain("GET /socket");
  });

  test.each(["literal", "name"])(
    `a page reaches nothing private by its %s, in no way ${verifies("fetch.ssrf")}`,
    async (kind) => {
      await using secret = await startSite((_request, response) => response.end("secret"));
      world.addresses.set("inner.example.net", ["127.0.0.1"]);
      const host = kind === "literal" ? "127.0.0.1" : "inner.example.net";
      const results = await tryEveryWay(`${host}:${secret.port}`);
      expect(new Set(Object.values(results))).toEqual(new Set(["no"]));
      expect(secret.connections()).toBe(0);
      // Nothing but the guard stood between them.
      expect((await fetch(secret.origin)).status).toBe(200);
    },
  );

  test(`a page that is opened, framed or redirected to a private address stays away ${verifies("fetch.ssrf")}`, async () => {
    await using secret = await startSite((_request, response) => response.end("secret"));
    const target = `http://127.0.0.1:${secret.port}/`;
    const browsing = world.browse();
    expect(await browsing.act({ type: "open", url: target }, untilDone)).toMatchObject({ type: "refused" });
    const redirect = `${world.origin()}/redirect?to=${encodeURIComponent(target)}`;
    await browsing.act({ type: "open", url: redirect }, untilDone);
    world.pages.set(
      "/around",
      `<iframe src="${target}"></iframe><a ping="${target}" href="#">x</a><link rel="prefetch" href="${target}"><link rel="preconnect" href="${target}"><meta http-equiv="refresh" content="0;url=${target}"><form action="${target}" target="_blank"></form><script>open("${target}"); document.forms[0].submit(); document.links[0].click()</script>`,
    );
    await browsing.act({ type: "open", url: `${world.origin()}/around` }, untilDone);
    const view = await browsing.act({ type: "look" }, untilDone);
    expect(JSON.stringify(view)).not.toContain("secret");
    expect(secret.connections()).toBe(0);
  });

  test(`a name that turns private after it was read is refused, and told ${verifies("fetch.rebind")}`, async () => {
    await using secret = await startSite((_request, response) => response.end("secret"));
    const name = "turning.example.com";
    world.addresses.set(name, [publicAddress]);
    world.pages.set("/turn", `<script>setTimeout(() => location.reload(), 600)</script>first`);
    const browsing = world.browse();
    await viewOf(browsing, { type: "open", url: `${world.origin(name)}/turn` });
    world.addresses.set(name, ["127.0.0.1"]);
    const outcome = await browsing.act({ type: "open", url: `${world.origin(name)}/turn?2` }, untilDone);
    expect(JSON.stringify(outcome)).toContain("not public");
    expect(secret.connections()).toBe(0);
  });

  test(`WebRTC sends nothing past the proxy ${verifies("fetch.ssrf")}`, async () => {
    const heard: string[] = [];
    const udp = createSocket("udp4").on("message", (message) => heard.push(message.toString("latin1")));
    udp.bind(0, "127.0.0.1");
    await once(udp, "listening");
    const { port } = udp.address();
    const tcp = createServer(() => heard.push("tcp")).listen(0, "127.0.0.1");
    await once(tcp, "listening");
    const address = tcp.address();
    const tcpPort = typeof address === "object" && address !== null ? address.port : 0;
    world.pages.set(
      "/rtc",
      `<script>(async () => {
        const urls = ["stun:127.0.0.1:${port}", "turn:127.0.0.1:${port}?transport=udp", "turn:127.0.0.1:${tcpPort}?transport=tcp"];
        const peer = new RTCPeerConnection({ iceServers: [{ urls, username: "u", credential: "c" }] });
        const found = [];
        peer.onicecandidate = ({ candidate }) => candidate ? found.push(candidate.candidate) : (document.title = "done " + found.length);
        peer.createDataChannel("x");
        await peer.setLocalDescription(await peer.createOffer());
      })()</script>`,
    );
    const browsing = world.browse();
    let { title } = await viewOf(browsing, { type: "open", url: `${world.origin()}/rtc` });
    while (!title.startsWith("done")) ({ title } = await viewOf(browsing, { type: "look" }));
    expect({ title, heard }).toEqual({ title: "done 0", heard: [] });
    createSocket("udp4").send("heard", port, "127.0.0.1");
    await once(udp, "message");
    expect(heard).toEqual(["heard"]);
    udp.close();
    tcp.close();
  });

  test("the browser asks nobody but whom the pages name", async () => {
    const ours = /^(?:www|other|turning|inner)\.example\.(?:com|org|net)$/;
    expect([...world.resolved].filter((name) => !ours.test(name))).toEqual([]);
    expect(world.resolved.size).toBeGreaterThan(0);
  });
});

test(`the proxy passes no blocked address, by tunnel or by request ${verifies("fetch.ssrf")}`, async () => {
  await using secret = await startSite((_request, response) => response.end("secret"));
  const reached: string[] = [];
  const proxy = await startGuardingProxy({
    policy: { namedHosts: new Set(), ports: new Set([secret.port]) },
    resolve: async () => ["127.0.0.1"],
    route: (checked) => {
      reached.push(checked.address);
      return checked;
    },
  });
  const ask = async (head: string): Promise<string> => {
    const socket = connect(proxy.port, "127.0.0.1");
    socket.end(`${head}\r\nHost: x\r\n\r\n`);
    const parts: Buffer[] = [];
    socket.on("data", (part: Buffer) => parts.push(part)).on("error", () => undefined);
    await once(socket, "close");
    return Buffer.concat(parts).toString("latin1").split("\r\n")[0] ?? "";
  };
  const literal = (address: string) => (address.includes(":") ? `[${address}]` : address);
  const heads = [
    ...specialAddresses.map((address) => `CONNECT ${literal(address)}:${secret.port} HTTP/1.1`),
    ...blockedUrls(secret.port)
      .filter((url) => /^[\x21-\x7e]+$/.test(url))
      .map((url) => `GET ${url} HTTP/1.1`),
    `CONNECT www.example.com:${secret.port} HTTP/1.1`,
    "CONNECT www.example.com:22 HTTP/1.1",
    "GET / HTTP/1.1",
  ];
  const answers = await Promise.all(heads.map(async (head) => [head, await ask(head)] as const));
  expect(answers.filter(([, answer]) => !/^$|^HTTP\/1\.1 (?:403|400)/.test(answer))).toEqual([]);
  expect({ reached, touches: secret.connections() }).toEqual({ reached: [], touches: 0 });
  await proxy.close();
});

test("a connection that brings too much is broken off", async () => {
  await using site = await startSite((_request, response) => response.end(Buffer.alloc(300_000)));
  const proxy = await startGuardingProxy({
    policy: { namedHosts: new Set([`127.0.0.1:${site.port}`]), ports: new Set() },
    maxConnectionBytes: 100_000,
  });
  const socket = connect(proxy.port, "127.0.0.1");
  socket.write(`CONNECT 127.0.0.1:${site.port} HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n`);
  let bytes = 0;
  socket.on("data", (part) => (bytes += part.length)).on("error", () => undefined);
  await once(socket, "close");
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(200_000);
  await proxy.close();
});
