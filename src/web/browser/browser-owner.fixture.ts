import { findChromium } from "./find-chromium.ts";
import { startGuardingProxy } from "./guarding-proxy.ts";
import { launchChromium } from "./launch-chromium.ts";

// A process that has a browser and tells by which proxy it can be known, until it is killed.
const found = await findChromium();
if (found.type === "missing") throw new Error(found.why);
const proxy = await startGuardingProxy({ policy: { namedHosts: new Set(), ports: new Set() } });
const launched = await launchChromium({ found, proxyPort: proxy.port, signal: new AbortController().signal });
if (launched.type === "refused") throw new Error(launched.why);
await launched.browser.newPage();
process.stdout.write(`${proxy.port}\n`);
