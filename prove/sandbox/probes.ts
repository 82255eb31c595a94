import type { Probe } from "./probe.ts";
import { exhaustionProbes } from "./probes/exhaust.ts";
import { fileProbes } from "./probes/files.ts";
import { networkProbes } from "./probes/network.ts";
import { processProbes } from "./probes/processes.ts";

/** Everything that code in a sandbox must not be able to do. */
export const probes: readonly Probe[] = [
  ...fileProbes,
  ...networkProbes,
  ...processProbes,
  ...exhaustionProbes,
];
