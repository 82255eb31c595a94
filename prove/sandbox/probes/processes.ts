import process from "node:process";
import type { Probe } from "../probe.ts";
import type { Stage } from "../stage.ts";
import { isRunning } from "../../../src/run/sandbox/process-end.ts";
import { processesNamed } from "../host-processes.ts";
import { inheritedEnvironment, privileged, sharedProcesses, unfiltered, without } from "./holes.ts";

const numbers = { x64: { ptrace: 101, memfd: 319 }, arm64: { ptrace: 117, memfd: 279 } };
const { ptrace, memfd } = process.arch === "arm64" ? numbers.arm64 : numbers.x64;
const calls = (number: number, rest: string): string =>
  `perl -e 'syscall(${number}, ${rest}) >= 0 && print "REACHED\\n"'`;
const makes = (command: string): string => `${command} && echo REACHED`;
const both = (attack: string) => ({ attack, control: { outside: attack } });
/** What needs privileges, outside with those that anybody has in a namespace of their own. */
const withPrivileges = (attack: string, control: string) => ({
  attack: makes(attack),
  control: { outside: makes(control) },
  defect: privileged,
});

const isDead = async (stage: Stage): Promise<boolean> => !(await isRunning(lastVictim.get(stage) ?? 0));
const lastVictim = new WeakMap<Stage, number>();
const newVictim = async (stage: Stage) => {
  const { pid = 0 } = await stage.victim();
  lastVictim.set(stage, pid);
  return { VICTIM: String(pid) };
};

/** Other processes, more rights, and the kernel. */
export const processProbes: readonly Probe[] = [
  {
    name: "see processes of the host",
    ...both(
      'for f in /proc/[0-9]*/cmdline; do IFS= read -r -d \'\' word <$f && [ "$word" = "$MARKER" ] && echo REACHED; done',
    ),
    defect: sharedProcesses,
    prepare: newVictim,
  },
  {
    name: "kill a process of the host",
    ...both("kill -9 $VICTIM; sleep 0.1"),
    defect: sharedProcesses,
    prepare: newVictim,
    isReached: isDead,
  },
  { name: "trace a process", ...both(calls(ptrace, "0, 0, 0, 0")), defect: unfiltered },
  {
    name: "hold memory behind a nameless file",
    ...both(`perl -e 'my $name = "x"; syscall(${memfd}, $name, 0) >= 0 && print "REACHED\\n"'`),
    defect: unfiltered,
  },
  {
    name: "hold memory in a segment of System V",
    ...both(
      `perl -e 'my $id = shmget(0, 4096, 0600); defined $id && shmctl($id, 0, 0) && print "REACHED\\n"'`,
    ),
    defect: unfiltered,
  },
  {
    name: "mount",
    ...withPrivileges("mkdir m && mount -t tmpfs none m", "mkdir m && unshare -Urm mount -t tmpfs none m"),
  },
  {
    name: "make the programs writable again",
    ...withPrivileges(
      "mount -o remount,bind,rw /etc/deepwell",
      "unshare -Urm bash -c 'mkdir m && mount --bind m m && mount -o remount,bind,ro m && mount -o remount,bind,rw m'",
    ),
  },
  {
    name: "change the root",
    ...withPrivileges("/usr/sbin/chroot / true", "unshare -Ur /usr/sbin/chroot / true"),
  },
  { name: "rename the host", ...withPrivileges("hostname other", "unshare -Uru hostname other") },
  {
    name: "become root",
    attack: `perl -e '$< = 0; $> = 0; $> == 0 && print "REACHED\\n"'`,
    control: { outside: makes('[ "$(unshare -Ur id -u)" = 0 ]') },
    defect: privileged,
  },
  {
    name: "make a user namespace",
    ...both(makes("unshare -U true")),
    defect: { isUnfiltered: true, arguments: without(["--disable-userns", 0]) },
  },
  {
    name: "see the environment of Deepwell",
    ...both("grep -qz DEEPWELL_PROBE_SECRET=$TOKEN /proc/*/environ 2>/dev/null && echo REACHED"),
    defect: inheritedEnvironment,
  },
  {
    name: "know the name of the host",
    ...both(makes('[ "$(uname -n)" = "$HOST" ]')),
    defect: { arguments: without(["--hostname", 1], ["--unshare-uts", 0]) },
  },
  {
    name: "outlive the sandbox as a daemon",
    ...both(
      "(setsid bash -c 'exec -a daemon-$0 sleep 86399' $TOKEN </dev/null >/dev/null 2>&1 &) ; sleep 0.2",
    ),
    defect: { arguments: without(["--unshare-pid", 0], ["--die-with-parent", 0], ["--disable-userns", 0]) },
    async isReached(stage) {
      const found = processesNamed(`daemon-${stage.variables["TOKEN"]}`);
      for (const id of found) process.kill(id, "SIGKILL");
      return found.length > 0;
    },
  },
];
