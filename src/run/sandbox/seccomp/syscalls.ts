/** Processors a filter can be made for, by Node's names. */
export type Architecture = "x64" | "arm64";

export interface DeniedSystemCall {
  readonly name: string;
  /** Its number on each architecture; absent where it does not exist there. */
  readonly x64?: number;
  readonly arm64?: number;
  /** `EPERM` unless given; `ENOSYS` makes libraries fall back to something that is allowed. */
  readonly error?: "EPERM" | "ENOSYS";
}

/**
 * Calls that no calculation needs, from `asm/unistd_64.h` and `asm-generic/unistd.h`: other processes, mounts and
 * namespaces, the kernel itself, and ways to hold memory or names that the limits cannot see. Links and special
 * files are among them, so that nothing in the workspace ever leads a reader outside of it.
 */
export const deniedSystemCalls: readonly DeniedSystemCall[] = [
  { name: "ptrace", x64: 101, arm64: 117 },
  { name: "process_vm_readv", x64: 310, arm64: 270 },
  { name: "process_vm_writev", x64: 311, arm64: 271 },
  { name: "process_madvise", x64: 440, arm64: 440 },
  { name: "kcmp", x64: 312, arm64: 272 },
  { name: "pidfd_getfd", x64: 438, arm64: 438 },
  { name: "mount", x64: 165, arm64: 40 },
  { name: "umount2", x64: 166, arm64: 39 },
  { name: "pivot_root", x64: 155, arm64: 41 },
  { name: "chroot", x64: 161, arm64: 51 },
  { name: "fsopen", x64: 430, arm64: 430 },
  { name: "fsconfig", x64: 431, arm64: 431 },
  { name: "fsmount", x64: 432, arm64: 432 },
  { name: "fspick", x64: 433, arm64: 433 },
  { name: "open_tree", x64: 428, arm64: 428 },
  { name: "move_mount", x64: 429, arm64: 429 },
  { name: "mount_setattr", x64: 442, arm64: 442 },
  { name: "unshare", x64: 272, arm64: 97 },
  { name: "setns", x64: 308, arm64: 268 },
  { name: "clone3", x64: 435, arm64: 435, error: "ENOSYS" },
  { name: "open_by_handle_at", x64: 304, arm64: 265 },
  { name: "name_to_handle_at", x64: 303, arm64: 264 },
  { name: "mknod", x64: 133 },
  { name: "mknodat", x64: 259, arm64: 33 },
  { name: "symlink", x64: 88 },
  { name: "symlinkat", x64: 266, arm64: 36 },
  { name: "openat2", x64: 437, arm64: 437, error: "ENOSYS" },
  { name: "memfd_create", x64: 319, arm64: 279, error: "ENOSYS" },
  { name: "memfd_secret", x64: 447, arm64: 447, error: "ENOSYS" },
  { name: "shmget", x64: 29, arm64: 194, error: "ENOSYS" },
  { name: "msgget", x64: 68, arm64: 186, error: "ENOSYS" },
  { name: "mq_open", x64: 240, arm64: 180, error: "ENOSYS" },
  { name: "move_pages", x64: 279, arm64: 239 },
  { name: "migrate_pages", x64: 256, arm64: 238 },
  { name: "io_uring_setup", x64: 425, arm64: 425, error: "ENOSYS" },
  { name: "io_uring_enter", x64: 426, arm64: 426, error: "ENOSYS" },
  { name: "io_uring_register", x64: 427, arm64: 427, error: "ENOSYS" },
  { name: "bpf", x64: 321, arm64: 280 },
  { name: "perf_event_open", x64: 298, arm64: 241 },
  { name: "userfaultfd", x64: 323, arm64: 282 },
  { name: "fanotify_init", x64: 300, arm64: 262 },
  { name: "keyctl", x64: 250, arm64: 219 },
  { name: "add_key", x64: 248, arm64: 217 },
  { name: "request_key", x64: 249, arm64: 218 },
  { name: "init_module", x64: 175, arm64: 105 },
  { name: "finit_module", x64: 313, arm64: 273 },
  { name: "delete_module", x64: 176, arm64: 106 },
  { name: "kexec_load", x64: 246, arm64: 104 },
  { name: "kexec_file_load", x64: 320, arm64: 294 },
  { name: "reboot", x64: 169, arm64: 142 },
  { name: "swapon", x64: 167, arm64: 224 },
  { name: "swapoff", x64: 168, arm64: 225 },
  { name: "sethostname", x64: 170, arm64: 161 },
  { name: "setdomainname", x64: 171, arm64: 162 },
  { name: "settimeofday", x64: 164, arm64: 170 },
  { name: "clock_settime", x64: 227, arm64: 112 },
  { name: "clock_adjtime", x64: 305, arm64: 266 },
  { name: "adjtimex", x64: 159, arm64: 171 },
  { name: "acct", x64: 163, arm64: 89 },
  { name: "quotactl", x64: 179, arm64: 60 },
  { name: "quotactl_fd", x64: 443, arm64: 443 },
  { name: "syslog", x64: 103, arm64: 116 },
  { name: "vhangup", x64: 153, arm64: 58 },
  { name: "lookup_dcookie", x64: 212, arm64: 18 },
  { name: "iopl", x64: 172 },
  { name: "ioperm", x64: 173 },
  { name: "modify_ldt", x64: 154 },
];

/** Calls that are allowed or not by one of their arguments. */
export const checkedSystemCalls = {
  clone: { x64: 56, arm64: 220 },
  ioctl: { x64: 16, arm64: 29 },
  socket: { x64: 41, arm64: 198 },
} as const satisfies Record<string, Record<Architecture, number>>;

/**
 * Calls that set the mode of a file, with the place of the mode among their arguments, and of the flags for those
 * that only do so when they make one.
 */
export const modeSystemCalls: readonly {
  readonly x64?: number;
  readonly arm64?: number;
  readonly mode: number;
  readonly flags?: number;
}[] = [
  { x64: 90, mode: 1 }, // chmod
  { x64: 91, arm64: 52, mode: 1 }, // fchmod
  { x64: 268, arm64: 53, mode: 2 }, // fchmodat
  { x64: 452, arm64: 452, mode: 2 }, // fchmodat2
  { x64: 85, mode: 1 }, // creat
  { x64: 2, mode: 2, flags: 1 }, // open
  { x64: 257, arm64: 56, mode: 3, flags: 2 }, // openat
];

/** S_ISUID and S_ISGID: outside, such a file would lend the rights of this user to whoever runs it. */
export const lendingModes = 0o6000;

/** O_CREAT and __O_TMPFILE: with neither, the mode is not looked at and may be anything. */
export const creatingFlags = 0o20000100;

/** The `CLONE_NEW…` flags that `clone` takes (`linux/sched.h`). */
export const namespaceFlags = 0x7e020000;

/** Terminal requests that type for another reader or take over a console: TIOCSTI, TIOCLINUX, TIOCCONS. */
export const deniedTerminalRequests: readonly number[] = [0x5412, 0x541c, 0x541d];

/** Unix, IPv4 and IPv6; others, such as AF_VSOCK, are not held by a network namespace or are none's need. */
export const allowedSocketFamilies: readonly number[] = [1, 2, 10];
