import type { BrowserContext, Download, Page } from "playwright-core";
import { withDeadline } from "../../core/abort.ts";
import { errorMessage } from "../../core/errors.ts";
import { readRendered } from "./browser-context.ts";
import type {
  BrowserAction,
  BrowserOutcome,
  Browsing,
  BrowserView,
  RenderOutcome,
  ScreenOutcome,
} from "./browsing.ts";
import type { ProxyRefusal } from "./guarding-proxy.ts";
import { clickElement, type Hindrance, typeInto } from "./page/act-on-element.ts";
import { ElementIds } from "./page/element-ids.ts";
import { PageObserver } from "./page/observe-page.ts";
import { goTo, isDownload, navigationMs, whyNotOpened } from "./page/go-to.ts";
import { settle } from "./page/settle.ts";
import { saveDownload } from "./save-download.ts";
import { sameScreenDistance, screenDistance, screenHash, type ScreenHash } from "./screen/screen-hash.ts";

export interface BrowserSessionOptions {
  readonly context: BrowserContext;
  /** Absolute; downloads go into a folder of it. */
  readonly workspace: string;
  /** Why an address may not be opened; undefined when it may. */
  readonly refusalOf: (url: string, signal: AbortSignal) => Promise<string | undefined>;
  readonly takeRefusals: () => readonly ProxyRefusal[];
}

const actionMs = 60_000;
const downloadMs = 45_000;
const mostDownloadBytes = 32 << 20;
const mostDownloads = 20;
const mostTabs = 8;
const longestDialog = 500;
const mostDialogs = 5;

interface Tab {
  readonly number: number;
  readonly page: Page;
  readonly observer: PageObserver;
}

/** The tabs of one run. Dialogs are dismissed, tabs that pages open are kept up to a few; all of it is told. */
export class BrowserSession implements Browsing {
  readonly #options: BrowserSessionOptions;
  readonly #ids = new ElementIds();
  readonly #pages: Page[] = [];
  readonly #tabs = new Map<Page, Tab>();
  readonly #downloads: Promise<void>[] = [];
  #current: Page | undefined;
  #opened = 0;
  #downloadCount = 0;
  #notes: string[] = [];
  #dialogs: string[] = [];
  #status: number | undefined;
  #shown: ScreenHash | undefined;

  constructor(options: BrowserSessionOptions) {
    this.#options = options;
    options.context.on("page", (page) => this.#adopt(page));
  }

  async act(action: BrowserAction, signal: AbortSignal): Promise<BrowserOutcome> {
    return this.#inTime(signal, async (inner) => {
      const hindrance = await this.#do(action, inner);
      if (hindrance !== undefined) return refused(await this.#withNotes(hindrance));
      return { type: "view", ...(await this.#view()) };
    });
  }

  async screenshot(signal: AbortSignal): Promise<ScreenOutcome> {
    return this.#inTime(signal, async () => {
      const page = this.#page();
      if (page === undefined) return refused(nothingOpen);
      const png = await page.screenshot({ type: "png", animations: "disabled", caret: "hide" });
      const hash = screenHash(png);
      const before = this.#shown;
      const change = hash === undefined || before === undefined ? undefined : screenDistance(before, hash);
      if (change !== undefined && change <= sameScreenDistance) return { type: "unchanged" };
      this.#shown = hash;
      return { type: "screen", png, change };
    });
  }

  async rendered(signal: AbortSignal): Promise<RenderOutcome> {
    return this.#inTime(signal, async () => {
      const page = this.#page();
      return page === undefined ? refused(nothingOpen) : readRendered(page, 200);
    });
  }

  async close(): Promise<void> {
    // A context of a browser that has ended is closed already.
    await this.#options.context.close().catch(() => undefined);
  }

  async #inTime<T>(
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | { readonly type: "refused"; readonly why: string }> {
    try {
      const done = await withDeadline(work, { timeoutMs: actionMs, signal });
      if (done.type === "value") return done.value;
      return refused(done.type === "aborted" ? "stopped" : `it took longer than ${actionMs / 1000} s`);
    } catch (error) {
      return refused(`the browser could not do it: ${errorMessage(error).split("\n")[0] ?? ""}`);
    }
  }

  async #do(action: BrowserAction, signal: AbortSignal): Promise<Hindrance> {
    this.#status = undefined;
    if (action.type === "open") return this.#open(action.url, signal);
    const page = this.#page();
    if (page === undefined) return nothingOpen;
    switch (action.type) {
      case "click":
      case "type":
        return this.#actOn(page, action);
      case "scroll":
        await page.mouse.wheel(0, action.screens * (page.viewportSize()?.height ?? 0));
        break;
      case "back":
        if ((await page.goBack({ timeout: navigationMs, waitUntil: "domcontentloaded" })) === null)
          return "there is no page to go back to";
        break;
      case "tab": {
        const wanted = [...this.#tabs.values()].find(({ number }) => number === action.tab)?.page;
        if (wanted === undefined || wanted.isClosed()) return `there is no tab ${action.tab}`;
        this.#current = wanted;
        break;
      }
      case "look":
        return undefined;
      default:
        return action satisfies never;
    }
    await this.#calm();
    return undefined;
  }

  async #actOn(page: Page, action: Extract<BrowserAction, { type: "click" | "type" }>): Promise<Hindrance> {
    const place = this.#ids.placeOf(action.element);
    if (place === undefined)
      return `there is no element ${action.element}: look at the page for its elements`;
    const hindrance =
      action.type === "click" ? await clickElement(page, place) : await typeInto(page, place, action);
    await this.#calm();
    return hindrance;
  }

  async #open(url: string, signal: AbortSignal): Promise<Hindrance> {
    const refusal = await this.#options.refusalOf(url, signal);
    if (refusal !== undefined) return refusal;
    const page = this.#page() ?? (await this.#options.context.newPage());
    this.#current = page;
    try {
      const response = await goTo(page, url);
      this.#status = response?.status();
    } catch (error) {
      if (isDownload(error)) return this.#downloaded();
      return `${url} cannot be opened: ${whyNotOpened(error)}`;
    }
    await this.#calm();
    return undefined;
  }

  async #downloaded(): Promise<Hindrance> {
    await this.#calm();
    return "it is a file and no page";
  }

  /** Waits for what an action has set off: loading, downloads. */
  async #calm(): Promise<void> {
    const page = this.#page();
    if (page !== undefined) await settle(page);
    await Promise.all(this.#downloads.splice(0));
  }

  #page(): Page | undefined {
    if (this.#current?.isClosed() === false) return this.#current;
    return this.#pages.findLast((page) => !page.isClosed());
  }

  #adopt(page: Page): void {
    if (this.#pages.filter((one) => !one.isClosed()).length >= mostTabs) {
      this.#notes.push("the page wanted to open more tabs than are kept");
      void page.close().catch(() => undefined);
      return;
    }
    this.#pages.push(page);
    page.setDefaultTimeout(navigationMs);
    page.on("dialog", (dialog) => {
      if (this.#dialogs.length < mostDialogs)
        this.#dialogs.push(`${dialog.type()}: ${dialog.message().slice(0, longestDialog)}`);
      // Whoever leaves a page has decided so; everything else is answered with no.
      void (dialog.type() === "beforeunload" ? dialog.accept() : dialog.dismiss()).catch(() => undefined);
    });
    page.on("download", (download) => this.#downloads.push(this.#keep(download)));
    page.on("crash", () => this.#notes.push("the page crashed"));
    if (this.#pages.length > 1) {
      this.#notes.push("a new tab was opened and is shown");
      this.#current = page;
    }
  }

  async #keep(download: Download): Promise<void> {
    this.#downloadCount += 1;
    if (this.#downloadCount > mostDownloads) {
      this.#notes.push("a download was dropped: there were enough in this run");
      await download.cancel().catch(() => undefined);
      return;
    }
    const { workspace } = this.#options;
    const limits = { maxBytes: mostDownloadBytes, timeoutMs: downloadMs };
    const signal = AbortSignal.timeout(downloadMs);
    this.#notes.push(await saveDownload(download, { workspace, ...limits, signal }));
  }

  async #view(): Promise<BrowserView> {
    const page = this.#page();
    if (page === undefined) throw new Error("no page is open");
    const { observer } = await this.#tab(page);
    const lines = await observer.lines();
    const { cssVisualViewport, cssContentSize } = await observer.session.send("Page.getLayoutMetrics");
    const tabs = await Promise.all(this.#pages.filter((one) => !one.isClosed()).map((one) => this.#tab(one)));
    const view = {
      url: page.url(),
      title: await page.title(),
      lines,
      scroll: {
        top: Math.round(cssVisualViewport.pageY),
        height: Math.round(cssContentSize.height),
        screenHeight: Math.round(cssVisualViewport.clientHeight),
      },
      tabs: tabs.map((tab) => ({ number: tab.number, url: tab.page.url(), isCurrent: tab.page === page })),
      notes: this.#takeNotes(),
      dialogs: this.#dialogs.splice(0),
    };
    return this.#status === undefined ? view : { ...view, status: this.#status };
  }

  async #tab(page: Page): Promise<Tab> {
    const known = this.#tabs.get(page);
    if (known !== undefined) return known;
    const tab = { number: (this.#opened += 1), page, observer: await PageObserver.start(page, this.#ids) };
    this.#tabs.set(page, tab);
    return tab;
  }

  #takeNotes(): readonly string[] {
    const refusals = new Map(this.#options.takeRefusals().map(({ host, why }) => [host, why] as const));
    const refusedHosts = [...refusals]
      .slice(0, 5)
      .map(([host, why]) => `the page was kept from ${host}: ${why}`);
    return [...this.#notes.splice(0), ...refusedHosts];
  }

  async #withNotes(hindrance: string): Promise<string> {
    return [hindrance, ...this.#takeNotes()].join("; ");
  }
}

const nothingOpen = "no page is open: open one first";

function refused(why: string): { readonly type: "refused"; readonly why: string } {
  return { type: "refused", why };
}
