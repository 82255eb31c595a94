import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildReport } from "../build-report.ts";
import { hostileReport } from "../fixtures/hostile.ts";
import {
  labourAnswer,
  labourDocuments,
  passportAnswer,
  passportDocuments,
  sampleInput,
} from "../fixtures/sample-input.ts";
import type { Report } from "../report.ts";
import { renderHtml } from "./render-html.ts";

const executablePath = "/usr/bin/chromium";
const folder = mkdtempSync(path.join(tmpdir(), "deepwell-report-"));
const english = await buildReport(sampleInput(passportDocuments, { answer: passportAnswer() }));
const chinese = await buildReport(
  sampleInput(labourDocuments, { answer: labourAnswer(), language: "zh", usesLanguageModel: false }),
);

/** Runs in the page: contrast of text with the paper, by WCAG 2. */
const contrastOfText = `(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const luminance = (color) => {
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = Array.from(canvas.getImageData(0, 0, 1, 1).data, (value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = luminance(getComputedStyle(document.body).backgroundColor);
  return ["body", ".meta", ".flag", ".cite", ".tally", ".state strong", ".where", "th"].map((selector) => {
    const ink = luminance(getComputedStyle(document.querySelector(selector)).color);
    return { selector, ratio: (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05) };
  });
})()`;

describe.skipIf(!existsSync(executablePath))("the HTML report in a browser", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
  });
  afterAll(async () => {
    await browser.close();
  });

  /** Opens a report and keeps what it asked for, what it ran and what its policy had to refuse. */
  async function open(report: Report, options: BrowserContextOptions = {}) {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      reducedMotion: "reduce",
      ...options,
    });
    const page = await context.newPage();
    const asked: string[] = [];
    const faults: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => faults.push(message.text()));
    page.on("dialog", (dialog) => faults.push(dialog.message()));
    await page.exposeFunction("pwned", () => faults.push("pwned"));
    await page.addInitScript(
      'document.addEventListener("securitypolicyviolation", (event) => console.error("refused " + event.blockedURI));',
    );
    const file = path.join(folder, `${Math.random()}.html`);
    writeFileSync(file, renderHtml(report));
    const url = pathToFileURL(file).href;
    await page.goto(url);
    return { page, faults, outside: () => asked.filter((address) => address !== url) };
  }

  const card = (page: Page) => page.locator("#card");
  const cite = (page: Page, label: string) => page.locator(`a.cite[href="#e-${label}"]`).first();

  test("hovering a citation opens its evidence, leaving closes it", async () => {
    const { page, faults, outside } = await open(english);
    expect(await card(page).isVisible()).toBe(false);
    await cite(page, "1a").hover();
    await card(page).waitFor({ state: "visible" });
    expect(await card(page).innerText()).toContain("the State Department invalidates it");
    expect(await card(page).locator("mark").allInnerTexts()).toEqual(["the State Department invalidates it"]);
    expect(await card(page).innerText()).toMatch(
      /USAGov[^]*2025-01-06[^]*How to report[^]*supported[^]*word for word/,
    );
    expect(await card(page).getByText("Open at this passage").getAttribute("href")).toContain("#:~:text=");
    await page.mouse.move(2, 2);
    await card(page).waitFor({ state: "hidden" });
    expect([faults, outside()]).toEqual([[], []]);
  });

  test("the card stays open while the pointer is in it", async () => {
    const { page } = await open(english);
    await cite(page, "1b").hover();
    await card(page).waitFor({ state: "visible" });
    await card(page).hover();
    await page.clock.install();
    await page.clock.runFor(2000);
    expect(await card(page).isVisible()).toBe(true);
  });

  test("a card marks only what its own claim uses", async () => {
    const { page } = await open(english);
    const rows = page.locator('a.cite[href="#e-3a"]');
    await rows.nth(1).hover();
    await card(page).waitFor({ state: "visible" });
    expect(await card(page).locator("mark").allInnerTexts()).toEqual(["$190", "2", "3 weeks"]);
    await rows.nth(2).hover();
    await expect.poll(() => card(page).innerText()).toContain("not in the cited passage: $45");
    expect(await card(page).locator("mark").count()).toBe(0);
  });

  test("the keyboard reaches everything: Tab opens, goes into the card, Escape closes and returns", async () => {
    const { page } = await open(english);
    await page.locator("#only").focus();
    await page.keyboard.press("Tab");
    const focused = () => page.evaluate('document.activeElement.getAttribute("href")');
    expect(await focused()).toBe("#e-1a");
    expect(await card(page).isVisible()).toBe(true);
    expect(await cite(page, "1a").getAttribute("aria-describedby")).toBe("card");
    expect(await cite(page, "1a").getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("https://www.usa.gov/lost-stolen-passport");
    await page.keyboard.press("Escape");
    expect(await card(page).isVisible()).toBe(false);
    expect(await focused()).toBe("#e-1a");
    expect(await cite(page, "1a").getAttribute("aria-describedby")).toBeNull();
    await page.keyboard.press("Enter");
    expect(await card(page).isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    expect(await card(page).isVisible()).toBe(false);
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("#e-1b");
  });

  test("on a phone a tap opens the card below the citation, inside the screen; a second tap closes it", async () => {
    const { page } = await open(chinese, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await cite(page, "1c").tap();
    await card(page).waitFor({ state: "visible" });
    const box = await card(page).boundingBox();
    expect(box?.x).toBe(0);
    expect(box?.width).toBe(390);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(845);
    expect((await cite(page, "1c").boundingBox())?.y).toBeLessThan(box?.y ?? 0);
    await cite(page, "1c").tap();
    await card(page).waitFor({ state: "hidden" });
    const width = await page.evaluate<number>("document.documentElement.scrollWidth");
    expect(width).toBeLessThanOrEqual(390);
  });

  test("without a script a citation still leads to its passage", async () => {
    const { page } = await open(english, { javaScriptEnabled: false });
    await cite(page, "2b").click();
    expect(page.url()).toMatch(/#e-2b$/);
    expect(await page.locator("#e-2b").isVisible()).toBe(true);
  });

  test("the filter leaves only what is not supported", async () => {
    const { page } = await open(english);
    await page.locator("#only").check();
    const visible = await page.locator("article tbody tr:visible").allInnerTexts();
    expect(visible.join()).toContain("$45");
    expect(visible).toHaveLength(1);
    expect(await page.getByText("Inside the U.S. you apply").first().isVisible()).toBe(false);
    expect(await page.getByText("Most people find").first().isVisible()).toBe(true);
  });

  test("nothing that content says runs, loads or is even refused by the policy", async () => {
    const { page, faults, outside } = await open(await hostileReport());
    for (const link of (await page.locator("a.cite").all()).slice(0, 12)) {
      await link.focus();
      expect(await card(page).isVisible()).toBe(true);
    }
    await page.locator("#only").check();
    expect(await page.evaluate("document.scripts.length")).toBe(1);
    expect([faults, outside()]).toEqual([[], []]);
  });

  test.each(["light", "dark"] as const)("text has enough contrast in the %s scheme", async (colorScheme) => {
    const { page } = await open(english, { colorScheme });
    const ratios = await page.evaluate<{ selector: string; ratio: number }[]>(contrastOfText);
    for (const { selector, ratio } of ratios) expect(ratio, selector).toBeGreaterThan(4.5);
  });
});
