import fs from "node:fs";
import type { FileHandle } from "node:fs/promises";
import files from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";

/** One thing that a program asked of the disk. Folders and files are known by what they are, whatever their names become. */
export type DiskOperation =
  | { readonly type: "folder"; readonly path: string }
  | { readonly type: "create"; readonly path: string; readonly file: number }
  | { readonly type: "write"; readonly file: number; readonly at: number; readonly bytes: Buffer }
  | { readonly type: "cut"; readonly file: number; readonly length: number }
  | { readonly type: "sync"; readonly file: number }
  | { readonly type: "sync-folder"; readonly path: string }
  | { readonly type: "rename"; readonly from: string; readonly to: string; readonly file: number }
  | { readonly type: "remove"; readonly path: string }
  /** Nothing for the disk: the program has told that something is kept. */
  | { readonly type: "promise" };

/**
 * Everything that a piece of work does to a folder through `node:fs/promises`, and what it appends at once to files that it
 * has opened there, in order. The functions are replaced for every importer while the work goes on, so nothing else may
 * write meanwhile. The work says when it promises that something is kept.
 */
export async function recordDisk(
  root: string,
  work: (promise: () => void) => Promise<void>,
): Promise<readonly DiskOperation[]> {
  const operations: DiskOperation[] = [];
  const original = { ...files };
  const { appendFileSync } = fs;
  const recorder = new Recorder(root, operations, original);
  Object.assign(files, {
    open: recorder.open.bind(recorder),
    mkdir: recorder.mkdir.bind(recorder),
    rename: recorder.rename.bind(recorder),
    rm: recorder.rm.bind(recorder),
    truncate: recorder.truncate.bind(recorder),
  });
  fs.appendFileSync = (file, content) => {
    appendFileSync(file, content);
    if (typeof file === "number") recorder.appended(file, content);
  };
  syncBuiltinESMExports();
  try {
    await work(() => void operations.push({ type: "promise" }));
  } finally {
    Object.assign(files, original);
    fs.appendFileSync = appendFileSync;
    syncBuiltinESMExports();
  }
  return operations;
}

class Recorder {
  readonly #root: string;
  readonly #operations: DiskOperation[];
  readonly #original: typeof files;
  readonly #names = new Map<string, number>();
  readonly #lengths: number[] = [];
  /** Files by the number under which the operating system has them open. */
  readonly #opened = new Map<number, number>();

  constructor(root: string, operations: DiskOperation[], original: typeof files) {
    this.#root = root;
    this.#operations = operations;
    this.#original = original;
  }

  async open(name: string, flags = "r", mode?: number): Promise<FileHandle> {
    const handle = await this.#original.open(name, flags, mode);
    const place = this.#placeOf(name);
    this.#opened.delete(handle.fd);
    if (place === undefined) return handle;
    if (flags === "r") return (await handle.stat()).isDirectory() ? this.#folder(handle, place) : handle;
    let file = this.#names.get(place);
    if (file === undefined) {
      file = this.#lengths.push(0) - 1;
      this.#names.set(place, file);
      this.#operations.push({ type: "create", path: place, file });
    }
    this.#opened.set(handle.fd, file);
    return this.#file(handle, file);
  }

  appended(descriptor: number, content: string | Uint8Array): void {
    const file = this.#opened.get(descriptor);
    if (file !== undefined) this.#write(file, Buffer.from(content));
  }

  async mkdir(name: string, options?: { readonly recursive?: boolean }): Promise<string | undefined> {
    const made = await this.#original.mkdir(name, options);
    const place = this.#placeOf(name);
    if (place !== undefined) this.#operations.push({ type: "folder", path: place });
    return made;
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#original.rename(from, to);
    const [old, fresh] = [this.#placeOf(from), this.#placeOf(to)];
    const file = old === undefined ? undefined : this.#names.get(old);
    if (old === undefined || fresh === undefined || file === undefined) return;
    this.#names.delete(old);
    this.#names.set(fresh, file);
    this.#operations.push({ type: "rename", from: old, to: fresh, file });
  }

  async rm(
    name: string,
    options?: { readonly force?: boolean; readonly recursive?: boolean },
  ): Promise<void> {
    await this.#original.rm(name, options);
    const place = this.#placeOf(name);
    if (place !== undefined && this.#names.delete(place))
      this.#operations.push({ type: "remove", path: place });
  }

  async truncate(name: string, length: number): Promise<void> {
    await this.#original.truncate(name, length);
    const place = this.#placeOf(name);
    const file = place === undefined ? undefined : this.#names.get(place);
    if (file === undefined) return;
    this.#lengths[file] = length;
    this.#operations.push({ type: "cut", file, length });
  }

  #write(file: number, bytes: Buffer): void {
    const at = this.#lengths[file] ?? 0;
    this.#operations.push({ type: "write", file, at, bytes });
    this.#lengths[file] = at + bytes.length;
  }

  #placeOf(name: string): string | undefined {
    const place = path.relative(this.#root, name);
    return place.startsWith("..") ? undefined : place;
  }

  #folder(handle: FileHandle, place: string): FileHandle {
    return overriding(handle, {
      sync: async () => {
        await handle.sync();
        this.#operations.push({ type: "sync-folder", path: place });
      },
    });
  }

  /** Every write here goes to the end: journals are appended to, other files are written once. */
  #file(handle: FileHandle, file: number): FileHandle {
    const write = async (content: string | Uint8Array): Promise<void> => {
      const bytes = Buffer.from(content);
      this.#write(file, bytes);
      await handle.appendFile(bytes);
    };
    const sync = async (): Promise<void> => {
      await handle.sync();
      this.#operations.push({ type: "sync", file });
    };
    return overriding(handle, { appendFile: write, writeFile: write, sync, datasync: sync });
  }
}

function overriding(handle: FileHandle, methods: Readonly<Record<string, unknown>>): FileHandle {
  return new Proxy(handle, {
    get(target, name) {
      if (typeof name === "string" && name in methods) return methods[name];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
