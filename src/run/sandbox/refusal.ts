import { readFileSync } from "node:fs";
import type { SandboxProgram } from "./find-programs.ts";

/** Why there is no sandbox, and the exact thing that would give one. */
export interface SandboxRefusal {
  readonly why: string;
  readonly fix: string;
}

const packages: Readonly<Record<SandboxProgram, string>> = {
  bwrap: "bubblewrap",
  tmux: "tmux",
  bash: "bash",
};

export function missingPrograms(names: readonly SandboxProgram[]): SandboxRefusal {
  return {
    why: `${names.join(" and ")} ${names.length === 1 ? "is" : "are"} not installed`,
    fix: `sudo apt-get install -y ${names.map((name) => packages[name]).join(" ")}`,
  };
}

/** For root on a machine, or in a container, whose control groups cannot be written. */
export const uncapped: SandboxRefusal = {
  why: "Deepwell runs as root, whose processes the kernel does not count, and no control group can be made to count them",
  fix: "run Deepwell as another user",
};

/** For a `bwrap` that ended or was not good enough; what it said itself tells most. */
export function failedStart(why: string): SandboxRefusal {
  if (/unknown option/i.test(why)) {
    return { why, fix: "install bubblewrap 0.8 or newer" };
  }
  const isNamespace = /namespace|uid map|setting up|not permitted|permission denied/i.test(why);
  return {
    why,
    fix: isNamespace ? namespaceFix() : "deepwell doctor checks it again; runs go on without the shell",
  };
}

/** The system settings that take user namespaces away, each with what gives them back. */
const namespaceSettings = [
  {
    file: "/proc/sys/user/max_user_namespaces",
    off: "0",
    fix: "sudo sysctl -w user.max_user_namespaces=10000",
  },
  {
    file: "/proc/sys/kernel/unprivileged_userns_clone",
    off: "0",
    fix: "sudo sysctl -w kernel.unprivileged_userns_clone=1",
  },
  {
    file: "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
    off: "1",
    fix: "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
  },
] as const;

function namespaceFix(): string {
  const found = namespaceSettings.find(({ file, off }) => settingOf(file) === off);
  return (
    found?.fix ??
    "allow user namespaces here; in Docker: --security-opt seccomp=unconfined --security-opt systempaths=unconfined"
  );
}

function settingOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    // Not every kernel has the setting.
    return undefined;
  }
}
