import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { SocketAddress } from "../transport/guarded-connector.ts";
import { publicAddress } from "../fake-hosts.ts";
import { type Answer, startSite, untilDone } from "../loopback-site.fixture.ts";
import type { BrowserAction, Browsing, BrowserView } from "./browsing.ts";
import { openBrowser, type OpenBrowserOptions, type WebBrowser } from "./open-browser.ts";

/** A browser in a small internet on loopback: names lead to one site, and nothing else may be reached. */
export interface BrowserWorld extends AsyncDisposable {
  readonly browser: WebBrowser;
  /** `http://NAME:PORT` of the site under any public name. */
  origin(name?: string): string;
  readonly port: number;
  /** What is served by path, `/` first. */
  readonly pages: Map<string, string | Answer>;
  /** What `resolve` answers for a name; the site's address unless set. */
  readonly addresses: Map<string, readonly string[]>;
  /** Names that were asked for. */
  readonly resolved: ReadonlySet<string>;
  /** Requests that reached the site. */
  readonly requests: readonly string[];
  readonly workspace: string;
  /** How others reach the same internet. */
  readonly reach: Pick<OpenBrowserOptions, "ports" | "resolve" | "route">;
  browse(): Browsing;
}

/** Why tests with a browser cannot run here; undefined where they can. */
export async function noBrowser(): Promise<string | undefined> {
  const opening = await openBrowser();
  return opening.type === "refused" ? opening.why : undefined;
}

/** Starts a site and a browser that reaches it under every public name. */
export async function browserWorld(): Promise<BrowserWorld> {
  const pages = new Map<string, string | Answer>();
  const addresses = new Map<string, readonly string[]>();
  const resolved = new Set<string>();
  const site = await startSite((request, response) => {
    const page = pages.get(new URL(request.url ?? "/", "http://x").pathname);
    if (typeof page === "function") page(request, response);
    else if (page !== undefined)
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
    else if (request.url !== "/robots.txt") response.writeHead(404).end();
  });
  const reach = {
    ports: [site.port],
    resolve: async (name: string) => {
      resolved.add(name);
      return addresses.get(name) ?? [publicAddress];
    },
    // The private addresses of tests would really be connected: only the guard stands before them.
    route: (checked: SocketAddress) =>
      checked.address === publicAddress ? { address: "127.0.0.1", port: site.port } : checked,
  };
  const opening = await openBrowser(reach);
  if (opening.type === "refused") throw new Error(opening.why);
  const workspace = await mkdtemp(path.join(tmpdir(), "deepwell-browser-test-"));
  return {
    browser: opening.browser,
    port: site.port,
    origin: (name = "www.example.com") => `http://${name}:${site.port}`,
    pages,
    addresses,
    resolved,
    requests: site.requests,
    workspace,
    reach,
    browse: () => opening.browser.browsing(workspace),
    async [Symbol.asyncDispose]() {
      await opening.browser.close();
      await site[Symbol.asyncDispose]();
      await rm(workspace, { recursive: true, force: true });
    },
  };
}

/** Does one thing and gives the view; fails the test where it is refused. */
export async function viewOf(browsing: Browsing, action: BrowserAction): Promise<BrowserView> {
  const outcome = await browsing.act(action, untilDone);
  if (outcome.type === "refused") throw new Error(outcome.why);
  return outcome;
}

/** The id of the element whose text is this. */
export function elementOf(view: BrowserView, text: string): string {
  const line = view.lines.find((one) => one.element !== undefined && one.text === text);
  if (line?.element === undefined) throw new Error(`no element ${text}: ${JSON.stringify(view.lines)}`);
  return line.element;
}

/** Everything that is said in a view, line by line. */
export function saidIn(view: BrowserView): string {
  return view.lines.map(({ text }) => text).join("\n");
}
