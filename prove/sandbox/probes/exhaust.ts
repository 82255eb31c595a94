import type { SandboxLimits } from "../../../src/run/sandbox/limits.ts";
import type { Probe } from "../probe.ts";

const mebibyte = 2 ** 20;

/** A script for the attack that goes over a limit, and for the control that stays under it. */
interface Exhausting {
  readonly name: string;
  readonly script: (amount: number) => string;
  readonly over: number;
  readonly under: number;
  readonly limits: Partial<SandboxLimits>;
  /** Limits under which the attack would succeed. */
  readonly wide: Partial<SandboxLimits>;
}

const fills = (megabytes: number): string =>
  `perl -e 'my $text = "x" x (${megabytes} << 20); print "READY\\n"; sleep 1; print length $text ? "REACHED\\n" : ""'`;
const writes = (place: string) => (megabytes: number) =>
  `head -c ${megabytes}M /dev/zero >${place} && sync && sleep 0.5 && [ $(stat -c %s ${place}) = $((${megabytes} << 20)) ] && echo REACHED`;

const exhausting: readonly Exhausting[] = [
  {
    name: "more processes than allowed",
    script: (amount) =>
      `for i in $(seq ${amount}); do sleep 5 & done; sleep 0.5; [ $(jobs -r | wc -l) = ${amount} ] && echo REACHED; kill $(jobs -p)`,
    over: 200,
    under: 20,
    limits: { processes: 60 },
    wide: { processes: 400 },
  },
  {
    name: "more memory than allowed, in one process",
    script: fills,
    over: 300,
    under: 40,
    limits: { memoryBytes: 128 * mebibyte },
    wide: { memoryBytes: 1024 * mebibyte },
  },
  {
    name: "more memory than allowed, in many processes",
    script: (amount) =>
      `for i in 1 2 3 4 5 6; do (${fills(amount)} | grep -q REACHED && echo x >>done) & done; wait; [ $(wc -l <done) = 6 ] && echo REACHED`,
    over: 50,
    under: 5,
    limits: { memoryBytes: 160 * mebibyte },
    wide: { memoryBytes: 1024 * mebibyte },
  },
  {
    name: "more than allowed in the temporary folder",
    script: writes("/tmp/large"),
    over: 60,
    under: 10,
    limits: { temporaryBytes: 32 * mebibyte },
    wide: { temporaryBytes: 128 * mebibyte },
  },
  {
    name: "more than allowed in shared memory",
    script: writes("/dev/shm/large"),
    over: 60,
    under: 10,
    limits: { temporaryBytes: 32 * mebibyte },
    wide: { temporaryBytes: 128 * mebibyte },
  },
  {
    name: "a larger file than allowed",
    script: writes("large"),
    over: 40,
    under: 10,
    limits: { fileBytes: 20 * mebibyte },
    wide: { fileBytes: 64 * mebibyte },
  },
  {
    name: "more files' bytes than allowed",
    script: (amount) =>
      `for i in 1 2 3 4 5 6; do head -c ${amount}M /dev/zero >f$i; done; sleep 0.7; [ -s f6 ] && echo REACHED`,
    over: 20,
    under: 4,
    limits: { workspaceBytes: 60 * mebibyte },
    wide: { workspaceBytes: 512 * mebibyte },
  },
  {
    name: "more bytes than allowed in files that were deleted",
    script: (amount) => `exec 3>f; rm f; head -c ${amount}M /dev/zero >&3; sleep 0.7; echo REACHED`,
    over: 100,
    under: 10,
    limits: { workspaceBytes: 40 * mebibyte },
    wide: { workspaceBytes: 512 * mebibyte },
  },
  {
    name: "more files than allowed",
    script: (amount) => `for i in $(seq ${amount}); do : >f$i; done; sleep 0.7; echo REACHED`,
    over: 900,
    under: 100,
    limits: { workspaceEntries: 300 },
    wide: { workspaceEntries: 5000 },
  },
  {
    name: "more open files than allowed",
    script: (amount) => `for i in $(seq ${amount}); do exec {fd}>/dev/null || exit; done; echo REACHED`,
    over: 400,
    under: 50,
    limits: { openFiles: 128 },
    wide: { openFiles: 1000 },
  },
  {
    name: "higher limits than were given",
    script: (amount) => `ulimit -n ${amount} && echo REACHED`,
    over: 300,
    under: 100,
    limits: { openFiles: 128 },
    wide: { openFiles: 1000 },
  },
  {
    name: "more processor time than allowed",
    script: (amount) => `perl -e '1 while (times)[0] < ${amount}; print "REACHED\\n"'`,
    over: 1.1,
    under: 0.1,
    limits: { processorSeconds: 1 },
    wide: { processorSeconds: 60 },
  },
  {
    name: "more time than allowed",
    script: (amount) => `sleep ${amount}; echo REACHED`,
    over: 1.5,
    under: 0.1,
    limits: { lifetimeMs: 700 },
    wide: { lifetimeMs: 60_000 },
  },
];

/** What would take a machine down if it went on. */
export const exhaustionProbes: readonly Probe[] = exhausting.map(
  ({ name, script, over, under, limits, wide }) => ({
    name,
    attack: script(over),
    control: { inside: script(under) },
    limits,
    defect: { limits: wide },
  }),
);
