import { present } from "../core/present.ts";
import { median, quantile } from "../core/quantile.ts";
import { decodeText } from "../document/charset.ts";
import { parseDocument } from "../document/parse-document.ts";
import { bootstrap } from "./bootstrap.ts";
import { type ExtractionPeer, loadExtractionPeers } from "./extraction/extraction-peers.ts";
import { type ExtractionCase, readExtractionCases } from "./extraction/read-cases.ts";
import { compareShingles, type ShingleScore, summariseShingles } from "./extraction/shingles.ts";
import type { MetricValue, Suite, SuiteOptions, SuiteResult } from "./suite.ts";

interface Prediction {
  readonly score: ShingleScore;
  readonly milliseconds: number;
  readonly half: ExtractionCase["half"];
  /** Why there is no text, where there is none. */
  readonly failure?: string;
}

/** Times one extraction and compares what came out; a throw counts as no text. */
async function predict(page: ExtractionCase, extract: () => Promise<string> | string): Promise<Prediction> {
  const started = performance.now();
  let text = "";
  let failure: string | undefined;
  try {
    text = await extract();
    if (text === "") failure = "no text";
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  }
  const milliseconds = performance.now() - started;
  const score = compareShingles(page.reference, text);
  return { score, milliseconds, half: page.half, ...present({ failure }) };
}

async function runDeepwell(cases: readonly ExtractionCase[]): Promise<readonly Prediction[]> {
  const predictions: Prediction[] = [];
  for (const page of cases) {
    const extract = async (): Promise<string> => {
      const outcome = await parseDocument(page.bytes, { baseUrl: page.url, contentType: "text/html" });
      if (outcome.type === "failure") throw new Error(`${outcome.code}: ${outcome.message}`);
      return outcome.document.text;
    };
    predictions.push(await predict(page, extract));
  }
  return predictions;
}

async function runPeer(
  peer: ExtractionPeer,
  cases: readonly ExtractionCase[],
): Promise<Readonly<Record<string, number>>> {
  const predictions: Prediction[] = [];
  for (const page of cases) {
    const html = decodeText(page.bytes, {}).text;
    predictions.push(await predict(page, () => peer.extract(html, page.url)));
  }
  const times = predictions.map(({ milliseconds }) => milliseconds);
  return {
    ...summariseShingles(predictions.map(({ score }) => score)),
    msMedian: median(times),
    msP95: quantile(times, 0.95),
    failures: predictions.filter(({ failure }) => failure !== undefined).length,
  };
}

function exact(value: number): MetricValue {
  return { value, low: value, high: value };
}

function metricsOf(predictions: readonly Prediction[], seed: number): SuiteResult["metrics"] {
  const of = (name: "f1" | "precision" | "recall", chosen = predictions): MetricValue =>
    bootstrap(chosen, (cases) => summariseShingles(cases.map(({ score }) => score))[name], { seed });
  const times = predictions.map(({ milliseconds }) => milliseconds);
  return {
    f1: of("f1"),
    precision: of("precision"),
    recall: of("recall"),
    f1HalfA: of(
      "f1",
      predictions.filter(({ half }) => half === "a"),
    ),
    f1HalfB: of(
      "f1",
      predictions.filter(({ half }) => half === "b"),
    ),
    msMedian: exact(median(times)),
    msP95: exact(quantile(times, 0.95)),
    failures: exact(predictions.filter(({ failure }) => failure !== undefined).length),
  };
}

async function run(options: SuiteOptions): Promise<SuiteResult> {
  const { data, limit, seed = 1 } = options;
  const cases = readExtractionCases({ data, seed, ...present({ limit }) });
  const [first] = cases;
  if (first !== undefined) await runDeepwell([first]);
  const predictions = await runDeepwell(cases);
  const { peers, missing } = await loadExtractionPeers();
  const baselines: Record<string, Readonly<Record<string, number>>> = {};
  for (const peer of peers) baselines[peer.name] = await runPeer(peer, cases);
  const failed = predictions.flatMap(({ failure }, index) =>
    failure === undefined ? [] : [{ page: cases[index]?.id ?? "", failure }],
  );
  return {
    suite: "extraction",
    data,
    n: cases.length,
    metrics: metricsOf(predictions, seed),
    baselines,
    config: {
      rule: "multisets of 4-word shingles; mean precision and mean recall over pages, F1 of the two means",
      interval: "95% percentile bootstrap over pages, 1,000 resamples",
      text: "the stored Markdown, headings and table marks included",
      milliseconds: "bytes to passages for Deepwell, decoded text to HTML for the others; one warm-up page",
      halves:
        "by the first byte of the SHA-256 of the page id: even is a, odd is b; a was worked on, b was only measured",
      seed,
      ...(missing.length === 0 ? {} : { notInstalled: missing, install: "npm ci --prefix perf/peers" }),
      ...(failed.length === 0 ? {} : { failed }),
    },
  };
}

/** Main-content extraction from HTML against texts marked by people, beside other extractors on the same pages. */
export const extractionSuite: Suite = {
  name: "extraction",
  description: "main text of HTML pages against texts marked by people",
  run,
};
