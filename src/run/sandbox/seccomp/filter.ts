import {
  allowedSocketFamilies,
  type Architecture,
  checkedSystemCalls,
  creatingFlags,
  deniedSystemCalls,
  deniedTerminalRequests,
  lendingModes,
  modeSystemCalls,
  namespaceFlags,
} from "./syscalls.ts";

/** One classic BPF instruction (`linux/filter.h`). */
interface Instruction {
  readonly code: number;
  readonly jumpTrue?: number;
  readonly jumpFalse?: number;
  readonly value: number;
}

const loadWord = 0x20;
const jumpEqual = 0x15;
const jumpAtLeast = 0x35;
const jumpAnyBit = 0x45;
const answer = 0x06;

const allow = 0x7fff0000;
const killProcess = 0x80000000;
const refuse = 0x00050000;
const errorNumbers = { EPERM: 1, ENOSYS: 38, EAFNOSUPPORT: 97 } as const;

/** `AUDIT_ARCH_…` of `linux/audit.h`. */
const auditArchitectures = { x64: 0xc000003e, arm64: 0xc00000b7 } as const satisfies Record<
  Architecture,
  number
>;
/** Numbers from here on are the x32 forms of calls, which would go past a list of x86-64 numbers. */
const firstX32Call = 0x40000000;

/** Offsets in `struct seccomp_data`; of an argument the low half, which is all that the kernel looks at here. */
const numberOffset = 0;
const architectureOffset = 4;
const argumentOffset = (index: number): number => 16 + 8 * index;

/** The filter's architecture for a processor by Node's name; undefined where there is no table for it. */
export function filterArchitecture(processor: string): Architecture | undefined {
  return processor === "x64" || processor === "arm64" ? processor : undefined;
}

/**
 * A seccomp program as `bwrap --seccomp` reads it: what `syscalls.ts` lists fails with an error, everything else
 * is allowed, and a program of another architecture is killed.
 */
export function seccompFilter(architecture: Architecture): Buffer {
  const program = [
    load(architectureOffset),
    { code: jumpEqual, jumpTrue: 1, value: auditArchitectures[architecture] },
    give(killProcess),
    load(numberOffset),
    ...(architecture === "x64"
      ? [{ code: jumpAtLeast, jumpFalse: 1, value: firstX32Call }, give(refuse | errorNumbers.EPERM)]
      : []),
    ...deniedSystemCalls.flatMap((call) => {
      const number = call[architecture];
      if (number === undefined) return [];
      return when(number, [give(refuse | errorNumbers[call.error ?? "EPERM"])]);
    }),
    ...modeSystemCalls.flatMap((call) => {
      const number = call[architecture];
      return number === undefined ? [] : when(number, withoutLendingMode(call));
    }),
    ...when(checkedSystemCalls.clone[architecture], [
      load(argumentOffset(0)),
      { code: jumpAnyBit, jumpFalse: 1, value: namespaceFlags },
      give(refuse | errorNumbers.EPERM),
      give(allow),
    ]),
    ...when(checkedSystemCalls.ioctl[architecture], [
      load(argumentOffset(1)),
      ...deniedTerminalRequests.flatMap((request) => when(request, [give(refuse | errorNumbers.EPERM)])),
      give(allow),
    ]),
    ...when(checkedSystemCalls.socket[architecture], [
      load(argumentOffset(0)),
      ...allowedSocketFamilies.flatMap((family) => when(family, [give(allow)])),
      give(refuse | errorNumbers.EAFNOSUPPORT),
    ]),
    give(allow),
  ];
  return encode(program);
}

function withoutLendingMode({ mode, flags }: (typeof modeSystemCalls)[number]): readonly Instruction[] {
  const isMaking =
    flags === undefined
      ? []
      : [load(argumentOffset(flags)), { code: jumpAnyBit, jumpTrue: 1, value: creatingFlags }, give(allow)];
  return [
    ...isMaking,
    load(argumentOffset(mode)),
    { code: jumpAnyBit, jumpFalse: 1, value: lendingModes },
    give(refuse | errorNumbers.EPERM),
    give(allow),
  ];
}

function load(offset: number): Instruction {
  return { code: loadWord, value: offset };
}

function give(value: number): Instruction {
  return { code: answer, value };
}

/** Does the steps, which must end in an answer, when the loaded word is `value`; else goes on behind them. */
function when(value: number, steps: readonly Instruction[]): readonly Instruction[] {
  return [{ code: jumpEqual, jumpFalse: steps.length, value }, ...steps];
}

function encode(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8);
  for (const [index, { code, jumpTrue = 0, jumpFalse = 0, value }] of program.entries()) {
    const at = index * 8;
    bytes.writeUInt16LE(code, at);
    bytes.writeUInt8(jumpTrue, at + 2);
    bytes.writeUInt8(jumpFalse, at + 3);
    bytes.writeUInt32LE(value >>> 0, at + 4);
  }
  return bytes;
}
