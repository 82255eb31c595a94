import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { DiskOperation } from "./recorded-disk.ts";

/** What becomes of that which was asked of the disk and not synced when the power went. */
export type LossModel = (typeof lossModels)[number];
export const lossModels = ["drop", "reorder", "tear"] as const;

const sectorBytes = 512;

/**
 * Which of the operations before the end are surely on the disk: writes that a later sync of their file covers, and names
 * that a later sync of their folder covers. Nothing else is promised by POSIX.
 */
export function durableOperations(operations: readonly DiskOperation[]): ReadonlySet<DiskOperation> {
  const durable = new Set<DiskOperation>();
  for (const [at, operation] of operations.entries()) {
    if (operation.type !== "sync" && operation.type !== "sync-folder") continue;
    for (const earlier of operations.slice(0, at)) if (isCovered(earlier, operation)) durable.add(earlier);
  }
  return durable;
}

function isCovered(
  operation: DiskOperation,
  sync: Extract<DiskOperation, { type: "sync" | "sync-folder" }>,
): boolean {
  switch (operation.type) {
    case "write":
    case "cut":
      return sync.type === "sync" && operation.file === sync.file;
    case "rename":
      return sync.type === "sync-folder" && path.dirname(operation.to) === placeOf(sync.path);
    case "folder":
    case "create":
    case "remove":
      return sync.type === "sync-folder" && path.dirname(operation.path) === placeOf(sync.path);
    case "sync":
    case "sync-folder":
    case "promise":
      return false;
    default:
      return operation satisfies never;
  }
}

const placeOf = (folder: string): string => (folder === "" ? "." : folder);

/** Puts into a folder what is found on a disk after the power went behind the last of these operations. */
export async function leaveBehind(
  folder: string,
  operations: readonly DiskOperation[],
  { model, random }: { readonly model: LossModel; readonly random: () => number },
): Promise<void> {
  const durable = durableOperations(operations);
  const disk = new Disk();
  for (const operation of operations) {
    if (durable.has(operation)) disk.apply(operation);
    else if (model === "reorder" && random() < 0.5) disk.apply(operation);
    else if (model === "tear") disk.apply(torn(operation, random));
  }
  await disk.write(folder);
}

/** A write that stops at the edge of a sector, or of which a sector was not written. */
function torn(operation: DiskOperation, random: () => number): DiskOperation {
  if (operation.type !== "write") return operation;
  const { bytes } = operation;
  const sector = sectorBytes * Math.floor((random() * bytes.length) / sectorBytes);
  if (random() < 0.5) return { ...operation, bytes: bytes.subarray(0, sector) };
  const holed = Buffer.from(bytes);
  return { ...operation, bytes: holed.fill(0, sector, Math.min(sector + sectorBytes, holed.length)) };
}

class Disk {
  readonly #names = new Map<string, number>();
  readonly #contents = new Map<number, Buffer>();
  readonly #folders = new Set<string>(["."]);

  apply(operation: DiskOperation): void {
    switch (operation.type) {
      case "folder":
        this.#folders.add(operation.path);
        break;
      case "create":
        this.#names.set(operation.path, operation.file);
        break;
      case "rename":
        this.#names.delete(operation.from);
        this.#names.set(operation.to, operation.file);
        break;
      case "remove":
        this.#names.delete(operation.path);
        break;
      case "write":
        this.#contents.set(operation.file, placed(this.#contentOf(operation.file), operation));
        break;
      case "cut":
        this.#contents.set(operation.file, this.#contentOf(operation.file).subarray(0, operation.length));
        break;
      case "sync":
      case "sync-folder":
      case "promise":
        break;
      default:
        operation satisfies never;
    }
  }

  async write(folder: string): Promise<void> {
    for (const each of this.#folders)
      if (this.#isReached(each)) await mkdir(path.join(folder, each), { recursive: true });
    for (const [name, file] of this.#names) {
      if (this.#isReached(path.dirname(name)))
        await writeFile(path.join(folder, name), this.#contentOf(file));
    }
  }

  /** Whether a folder and every folder above it has its name. */
  #isReached(folder: string): boolean {
    return this.#folders.has(folder) && (folder === "." || this.#isReached(path.dirname(folder)));
  }

  #contentOf(file: number): Buffer {
    return this.#contents.get(file) ?? Buffer.alloc(0);
  }
}

/** What lies between the old end and the place of a write that was not lost reads as zeros. */
function placed(content: Buffer, { at, bytes }: Extract<DiskOperation, { type: "write" }>): Buffer {
  const all = Buffer.alloc(Math.max(content.length, at + bytes.length));
  content.copy(all);
  bytes.copy(all, at);
  return all;
}
