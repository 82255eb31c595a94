import { existsSync } from "node:fs";
import process from "node:process";
import { projectRoot } from "../../../test/checks/project-files.ts";
import type { Probe } from "../probe.ts";
import { including, sharedTemporary, unfiltered, without, writableRoot } from "./holes.ts";

const has = (file: string): string => `[ "$(cat "${file}")" = "$TOKEN" ] && echo REACHED`;
const makes = (command: string): string => `${command} && echo REACHED`;
/** One device more, before the folder of devices becomes read-only. */
function withDevice(given: readonly string[]): readonly string[] {
  const at = given.indexOf("--dev") + 2;
  return [...given.slice(0, at), "--dev-bind", "/dev/zero", "/dev/disk", ...given.slice(at)];
}

const isRoot = process.getuid?.() === 0;
/** Who may not read it outside either can still see that it is there. */
const readsShadow = isRoot ? "head -c 1 /etc/shadow >/dev/null" : "[ -s /etc/shadow ]";

/** Only root can do so outside; inside it would be root of this machine to whom the kernel listens. */
const changeSetting: Probe = {
  name: "change a setting of the kernel",
  attack: makes('file=/proc/sys/kernel/core_pattern; old=$(cat $file) && printf %s "$old" >$file'),
  control: { outside: makes("[ -w /proc/sys/kernel/core_pattern ]") },
  defect: { arguments: including("--bind", "/proc/sys", "/proc/sys") },
};

/** Reading and writing where nothing is to be read or written. */
export const fileProbes: readonly Probe[] = [
  {
    name: "read a secret outside",
    attack: has("$SECRET"),
    control: { outside: has("$SECRET") },
    defect: sharedTemporary,
  },
  {
    name: "read the journal of the run",
    attack: `${has("$RUN/journal.ndjson")}; ${has("/workspace/../journal.ndjson")}`,
    control: { outside: has("$RUN/journal.ndjson") },
    defect: sharedTemporary,
  },
  {
    name: "read through the root of the first process",
    attack: has("/proc/1/root$SECRET"),
    control: { outside: has("/proc/self/root$SECRET") },
    defect: sharedTemporary,
  },
  {
    name: "read the passwords of the host",
    attack: makes(readsShadow),
    control: { outside: makes(readsShadow) },
    defect: { arguments: including("--ro-bind", "/etc/shadow", "/etc/shadow") },
  },
  {
    name: "read who uses the host",
    attack: makes("grep -q '^root:' /etc/passwd"),
    control: { outside: makes("grep -q '^root:' /etc/passwd") },
    defect: {
      arguments: (given) => given.map((word) => (word.endsWith("/inside/passwd") ? "/etc/passwd" : word)),
    },
  },
  {
    name: "see the folder in which Deepwell stands",
    attack: makes('[ -d "$PROJECT" ]'),
    control: { outside: makes('[ -d "$PROJECT" ]') },
    defect: { arguments: including("--tmpfs", projectRoot) },
  },
  {
    name: "see the devices and settings of the kernel",
    attack: makes("[ -d /sys/kernel ]"),
    control: { outside: makes("[ -d /sys/kernel ]") },
    defect: { arguments: including("--ro-bind", "/sys", "/sys") },
  },
  {
    name: "make a link that leads outside",
    attack: makes('ln -s "$SECRET" link'),
    control: { outside: makes('ln -s "$SECRET" link') },
    defect: unfiltered,
  },
  {
    name: "make a pipe with a name, on which a reader would hang",
    attack: makes("mkfifo pipe"),
    control: { outside: makes("mkfifo pipe") },
    defect: unfiltered,
  },
  {
    name: "make a program that lends its rights",
    attack: makes("cp /bin/true lent && chmod u+s lent"),
    control: { outside: makes("cp /bin/true lent && chmod u+s lent") },
    defect: unfiltered,
  },
  {
    name: "write outside",
    attack: makes('echo x >"$OUTSIDE/new"'),
    control: { outside: makes('echo x >"$OUTSIDE/new"') },
    defect: sharedTemporary,
    isReached: ({ variables }) => existsSync(`${variables["OUTSIDE"]}/new`),
  },
  {
    name: "write among the programs",
    attack: makes("touch /usr/local/new"),
    control: { inside: makes("touch new") },
    defect: { arguments: including("--tmpfs", "/usr/local") },
  },
  {
    name: "write at the root",
    attack: makes("mkdir /new"),
    control: { inside: makes("mkdir new") },
    defect: writableRoot,
  },
  {
    name: "write settings",
    attack: makes("touch /etc/new"),
    control: { inside: makes("touch new") },
    defect: writableRoot,
  },
  {
    name: "write among the devices",
    attack: makes("touch /dev/new"),
    control: { inside: makes("touch /dev/shm/new") },
    defect: { arguments: without(["--remount-ro", 1]) },
  },
  ...(isRoot ? [changeSetting] : []),
  {
    name: "reach a device of the host",
    attack:
      "for f in /dev/*; do if [ -b $f ] || [ -c $f ]; then case ${f#/dev/} in null|zero|full|random|urandom|tty|ptmx|console) ;; *) echo REACHED;; esac; fi; done",
    control: { inside: makes("[ -c /dev/null ] && echo x >/dev/null && head -c 1 /dev/urandom >/dev/null") },
    defect: { arguments: withDevice },
  },
];
