import { withDeadline } from "../../core/abort.ts";
import { errorMessage } from "../../core/errors.ts";
import { present } from "../../core/present.ts";
import { judgeUrl, type UrlPolicy, webPorts } from "../policy/url-policy.ts";
import type { ResolveHost, SocketAddress } from "../transport/guarded-connector.ts";
import { freshContext, readRendered } from "./browser-context.ts";
import { BrowserSession } from "./browser-session.ts";
import type {
  BrowserAction,
  Browsing,
  BrowserOutcome,
  PageRenderer,
  RenderOutcome,
  ScreenOutcome,
} from "./browsing.ts";
import {
  type BrowserRefusal,
  findChromium,
  type FindChromiumOptions,
  type FoundChromium,
} from "./find-chromium.ts";
import { cropPicture, type CropOutcome, type CropRequest, type PictureEditor } from "./crop-picture.ts";
import { type GuardingProxy, startGuardingProxy } from "./guarding-proxy.ts";
import { launchChromium, type RunningChromium } from "./launch-chromium.ts";
import { goTo } from "./page/go-to.ts";
import { settle } from "./page/settle.ts";

export interface OpenBrowserOptions extends FindChromiumOptions {
  /** `host:port`, as `parseNamedHost` gives them: hosts that may be read although they are not public. */
  readonly namedHosts?: readonly string[];
  readonly ports?: readonly number[];
  /** Why a page must not be opened by a program, by its site's robots.txt; undefined when it may. */
  readonly robots?: (url: string, signal: AbortSignal) => Promise<string | undefined>;
  readonly resolve?: ResolveHost;
  /** Where checked addresses are really reached; see `ConnectorOptions`. */
  readonly route?: (checked: SocketAddress) => SocketAddress;
}

/** A browser for the runs of this process. Started by the first that needs it. */
export interface WebBrowser extends PageRenderer, PictureEditor {
  /** Tabs for one run, with its folder for downloads. */
  browsing(workspace: string): Browsing;
  /** Starts it, to know whether it works; why it does not. */
  prove(): Promise<BrowserRefusal | undefined>;
  /** Ends the browser and everything in it. Idempotent. */
  close(): Promise<void>;
}

export type BrowserOpening =
  | { readonly type: "ready"; readonly browser: WebBrowser }
  | ({ readonly type: "refused" } & BrowserRefusal);

/** Finds out whether pages can be opened in a browser here, and safely; nothing is started yet. */
export async function openBrowser(options: OpenBrowserOptions = {}): Promise<BrowserOpening> {
  const found = await findChromium(options);
  if (found.type === "missing") return { type: "refused", why: found.why, fix: found.fix };
  return { type: "ready", browser: new LazyBrowser(found, options) };
}

interface Running {
  readonly chromium: RunningChromium;
  readonly proxy: GuardingProxy;
}

type Started = ({ readonly type: "running" } & Running) | ({ readonly type: "refused" } & BrowserRefusal);

const renderMs = 40_000;

class LazyBrowser implements WebBrowser {
  readonly #found: FoundChromium;
  readonly #options: OpenBrowserOptions;
  readonly #policy: UrlPolicy;
  readonly #closed = new AbortController();
  #started: Promise<Started> | undefined;

  constructor(found: FoundChromium, options: OpenBrowserOptions) {
    const { namedHosts, ports } = options;
    this.#found = found;
    this.#options = options;
    this.#policy = {
      namedHosts: new Set(namedHosts),
      ports: ports === undefined ? webPorts : new Set(ports),
    };
  }

  async prove(): Promise<BrowserRefusal | undefined> {
    const started = await this.#start();
    return started.type === "refused" ? { why: started.why, fix: started.fix } : undefined;
  }

  browsing(workspace: string): Browsing {
    return new LazySession(async () => {
      const started = await this.#start();
      if (started.type === "refused") return started;
      const { chromium, proxy } = started;
      const context = await freshContext(chromium.browser);
      const session = new BrowserSession({
        context,
        workspace,
        refusalOf: (url, signal) => this.#refusalOf(url, signal),
        takeRefusals: () => proxy.takeRefusals(),
      });
      return { type: "session", session, isAlive: () => chromium.browser.isConnected() };
    });
  }

  async render(url: string, signal: AbortSignal): Promise<RenderOutcome> {
    const refusal = await this.#refusalOf(url, signal);
    if (refusal !== undefined) return { type: "refused", why: refusal };
    const done = await withDeadline(() => this.#render(url), { timeoutMs: renderMs, signal });
    if (done.type === "value") return done.value;
    signal.throwIfAborted();
    return { type: "refused", why: `rendering it took longer than ${renderMs / 1000} s` };
  }

  async crop(request: CropRequest, signal: AbortSignal): Promise<CropOutcome> {
    const started = await this.#start();
    return started.type === "refused"
      ? { type: "failure", why: `there is no browser to decode it: ${started.why}` }
      : cropPicture(started.chromium.browser, request, signal);
  }

  async close(): Promise<void> {
    this.#closed.abort();
    const started = await this.#started;
    if (started?.type !== "running") return;
    await started.chromium.close();
    await started.proxy.close();
  }

  async #render(url: string): Promise<RenderOutcome> {
    const started = await this.#start();
    if (started.type === "refused") return { type: "refused", why: started.why };
    const context = await freshContext(started.chromium.browser);
    try {
      const page = await context.newPage();
      page.on("dialog", (dialog) => void dialog.dismiss().catch(() => undefined));
      page.on("download", (download) => void download.cancel().catch(() => undefined));
      const response = await goTo(page, url);
      await settle(page);
      return await readRendered(page, response?.status() ?? 200);
    } catch (error) {
      return {
        type: "refused",
        why: `the browser cannot open it: ${errorMessage(error).split("\n")[0] ?? ""}`,
      };
    } finally {
      await context.close().catch(() => undefined);
    }
  }

  async #refusalOf(url: string, signal: AbortSignal): Promise<string | undefined> {
    const verdict = judgeUrl(url, this.#policy);
    if (verdict.type === "blocked") return verdict.message;
    return this.#options.robots?.(verdict.url.href, signal);
  }

  /** One start serves all; a browser that has died is started anew. */
  async #start(): Promise<Started> {
    const before = await this.#started;
    const isDead = before?.type === "running" && !before.chromium.browser.isConnected();
    if (isDead) {
      await before.chromium.close();
      await before.proxy.close();
      this.#started = undefined;
    }
    this.#started ??= this.#startNew();
    return this.#started;
  }

  async #startNew(): Promise<Started> {
    const { resolve, route } = this.#options;
    const proxy = await startGuardingProxy({
      policy: this.#policy,
      ...present({ resolve, route }),
    });
    const launched = await launchChromium({
      found: this.#found,
      proxyPort: proxy.port,
      signal: this.#closed.signal,
    }).catch(
      (error: unknown) => ({ type: "refused", why: errorMessage(error), fix: "run it again" }) as const,
    );
    if (launched.type === "running") return { type: "running", chromium: launched, proxy };
    await proxy.close();
    return launched;
  }
}

type SessionOpening =
  | { readonly type: "session"; readonly session: BrowserSession; readonly isAlive: () => boolean }
  | ({ readonly type: "refused" } & BrowserRefusal);

/** A session that begins with the first thing that is done in it, and anew when its browser has died. */
class LazySession implements Browsing {
  readonly #open: () => Promise<SessionOpening>;
  #opening: Promise<SessionOpening> | undefined;

  constructor(open: () => Promise<SessionOpening>) {
    this.#open = open;
  }

  act(action: BrowserAction, signal: AbortSignal): Promise<BrowserOutcome> {
    return this.#with((session) => session.act(action, signal));
  }

  screenshot(signal: AbortSignal): Promise<ScreenOutcome> {
    return this.#with((session) => session.screenshot(signal));
  }

  rendered(signal: AbortSignal): Promise<RenderOutcome> {
    return this.#with((session) => session.rendered(signal));
  }

  async close(): Promise<void> {
    const opening = await this.#opening;
    if (opening?.type === "session") await opening.session.close();
  }

  async #with<T>(
    use: (session: BrowserSession) => Promise<T>,
  ): Promise<T | { readonly type: "refused"; readonly why: string }> {
    const before = await this.#opening;
    if (before?.type === "session" && !before.isAlive()) this.#opening = undefined;
    this.#opening ??= this.#open();
    const opening = await this.#opening;
    return opening.type === "session"
      ? use(opening.session)
      : { type: "refused", why: `there is no browser: ${opening.why}. Fix: ${opening.fix}` };
  }
}
