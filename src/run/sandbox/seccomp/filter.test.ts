import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filterArchitecture, seccompFilter } from "./filter.ts";
import { type Architecture, deniedSystemCalls } from "./syscalls.ts";

const allow = 0x7fff0000;
const refusedWith = (errorNumber: number) => 0x00050000 | errorNumber;
const killed = 0x80000000;
const audit = { x64: 0xc000003e, arm64: 0xc00000b7 };

interface Call {
  readonly architecture: number;
  readonly number: number;
  readonly arguments?: readonly number[];
}

/** Runs a filter as the kernel does: the four kinds of instruction it may consist of, and nothing else. */
function verdict(program: Buffer, call: Call): number {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(call.number, 0);
  data.writeUInt32LE(call.architecture, 4);
  for (const [index, value] of (call.arguments ?? []).entries()) data.writeUInt32LE(value, 16 + 8 * index);
  let word = 0;
  for (let at = 0; at < program.length / 8; at++) {
    const value = program.readUInt32LE(at * 8 + 4);
    const jump = (taken: boolean) => program.readUInt8(at * 8 + (taken ? 2 : 3));
    const code = program.readUInt16LE(at * 8);
    if (code === 0x06) return value;
    else if (code === 0x20) word = data.readUInt32LE(value);
    else if (code === 0x15) at += jump(word === value);
    else if (code === 0x35) at += jump(word >= value);
    else if (code === 0x45) at += jump((word & value) !== 0);
    else throw new Error(`unknown instruction ${code}`);
  }
  throw new Error("the program ends without an answer");
}

describe.each(["x64", "arm64"] as const)("the filter for %s", (architecture: Architecture) => {
  const program = seccompFilter(architecture);
  const ask = (number: number, ...args: readonly number[]) =>
    verdict(program, { architecture: audit[architecture], number, arguments: args });
  const modeCalls = {
    x64: { chmod: 90, fchmod: 91, fchmodat: 268, fchmodat2: 452, creat: 85, open: 2, openat: 257 },
    arm64: { fchmod: 52, fchmodat: 53, fchmodat2: 452, openat: 56 },
  }[architecture];
  const numbers = {
    x64: { clone: 56, ioctl: 16, socket: 41 },
    arm64: { clone: 220, ioctl: 29, socket: 198 },
  };
  const { clone, ioctl, socket } = numbers[architecture];

  it("refuses every call of the list and answers every other number with yes", () => {
    const denied = new Map(
      deniedSystemCalls.flatMap((call) => {
        const number = call[architecture];
        return number === undefined ? [] : [[number, call.error === "ENOSYS" ? 38 : 1] as const];
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), (number) => {
        fc.pre(![clone, ioctl, socket].includes(number));
        const error = denied.get(number);
        expect(ask(number)).toBe(error === undefined ? allow : refusedWith(error));
      }),
      { numRuns: 2000 },
    );
    for (const [number, error] of denied) expect(ask(number)).toBe(refusedWith(error));
  });

  it("kills programs of another architecture, whatever they call", () => {
    for (const other of [0x40000003, 0x40000028, audit[architecture === "x64" ? "arm64" : "x64"]]) {
      expect(verdict(program, { architecture: other, number: 1 })).toBe(killed);
    }
  });

  it("lets a process be cloned, but not into a new namespace", () => {
    expect(ask(clone, 0x01200011)).toBe(allow);
    for (const flag of [0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000]) {
      expect(ask(clone, flag | 0x11)).toBe(refusedWith(1));
    }
  });

  it("lets files be made and their modes set, but none that lends its rights", () => {
    const args = {
      chmod: [0],
      fchmod: [0],
      fchmodat: [0, 0],
      fchmodat2: [0, 0],
      creat: [0],
      open: [0, 0o101],
      openat: [0, 0, 0o101],
    };
    for (const [name, number] of Object.entries(modeCalls)) {
      const before = Object.entries(args).find(([key]) => key === name)?.[1] ?? [];
      for (const mode of [0o755, 0o1777]) expect([name, ask(number, ...before, mode)]).toEqual([name, allow]);
      for (const mode of [0o4755, 0o2755, 0o6000]) {
        expect([name, ask(number, ...before, mode)]).toEqual([name, refusedWith(1)]);
      }
    }
    // Opening without making one takes no mode; a nameless file has one.
    expect(ask(modeCalls.openat, 0, 0, 0o2, 0o6777)).toBe(allow);
    expect(ask(modeCalls.openat, 0, 0, 0o20200002, 0o4755)).toBe(refusedWith(1));
  });

  it("lets a terminal be set up, but not typed into", () => {
    expect(ask(ioctl, 0, 0x5401)).toBe(allow);
    for (const request of [0x5412, 0x541c, 0x541d]) expect(ask(ioctl, 0, request)).toBe(refusedWith(1));
  });

  it("knows three families of sockets", () => {
    for (const family of [1, 2, 10]) expect(ask(socket, family)).toBe(allow);
    for (const family of [0, 3, 16, 17, 38, 40]) expect(ask(socket, family)).toBe(refusedWith(97));
  });
});

it("refuses the second numbering of calls on x86-64", () => {
  expect(verdict(seccompFilter("x64"), { architecture: audit.x64, number: 0x40000000 | 101 })).toBe(
    refusedWith(1),
  );
});

it("exists for two architectures", () => {
  expect(filterArchitecture("x64")).toBe("x64");
  expect(filterArchitecture("arm64")).toBe("arm64");
  expect(filterArchitecture("riscv64")).toBeUndefined();
});

const headers = {
  x64: "/usr/include/x86_64-linux-gnu/asm/unistd_64.h",
  arm64: "/usr/include/asm-generic/unistd.h",
};

describe.each(["x64", "arm64"] as const)("the numbers for %s", (architecture) => {
  it.skipIf(!existsSync(headers[architecture]))("are those of the kernel's own header", () => {
    const header = readFileSync(headers[architecture], "utf8");
    const known = new Map(
      [...header.matchAll(/define __NR(?:3264)?_(\w+)\s+(\d+)/g)].map(([, name, number]) => [
        name,
        Number(number),
      ]),
    );
    for (const call of deniedSystemCalls)
      expect([call.name, call[architecture]]).toEqual([call.name, known.get(call.name)]);
  });
});
