import type { CDPSession, Frame, Page } from "playwright-core";
import type { PageLine } from "../browsing.ts";
import { type AccessibilityTree, outline, readAccessibility } from "./accessibility.ts";
import type { ElementIds } from "./element-ids.ts";
import { readVisibility } from "./visibility.ts";

const mostFrames = 20;

type ReadTree = (tree: AccessibilityTree) => readonly PageLine[];

/** Watches one page: what can be seen of it, and where its elements are. */
export class PageObserver {
  readonly ids: ElementIds;
  readonly #page: Page;
  readonly #session: CDPSession;
  readonly #frames = new WeakMap<Frame, CDPSession>();

  private constructor(page: Page, session: CDPSession, ids: ElementIds) {
    this.#page = page;
    this.#session = session;
    this.ids = ids;
  }

  static async start(page: Page, ids: ElementIds): Promise<PageObserver> {
    return new PageObserver(page, await page.context().newCDPSession(page), ids);
  }

  get session(): CDPSession {
    return this.#session;
  }

  /** The page with its frames, as an outline. */
  async lines(): Promise<readonly PageLine[]> {
    return this.#linesOf(this.#session, { x: 0, y: 0 }, this.#page.mainFrame());
  }

  async #linesOf(
    session: CDPSession,
    offset: { readonly x: number; readonly y: number },
    frame: Frame,
  ): Promise<readonly PageLine[]> {
    const visibility = await readVisibility(session);
    const inner = await this.#framesIn(session, frame);
    const read: ReadTree = (tree) =>
      outline(tree, {
        visibility,
        idOf: (backendId) => this.ids.idOf({ session, backendId, offset }),
        frame: (backendId) => inner.get(backendId)?.(read) ?? [],
      });
    return read(await readAccessibility(session));
  }

  /** How to read each frame of the document, by the backend id of the element that it stands in. */
  async #framesIn(
    session: CDPSession,
    parent: Frame,
  ): Promise<ReadonlyMap<number, (read: ReadTree) => readonly PageLine[]>> {
    const found = new Map<number, (read: ReadTree) => readonly PageLine[]>();
    for (const id of await frameIds(session)) {
      const owner = await session.send("DOM.getFrameOwner", { frameId: id }).catch(() => undefined);
      const tree = await readAccessibility(session, id).catch(() => undefined);
      if (owner !== undefined && tree !== undefined) found.set(owner.backendNodeId, (read) => read(tree));
    }
    for (const child of parent.childFrames().slice(0, mostFrames)) {
      const own = await this.#ownSession(child);
      if (own === undefined) continue;
      const owner = await session
        .send("DOM.getFrameOwner", { frameId: await frameIdOf(own) })
        .catch(() => undefined);
      const box = await child
        .frameElement()
        .then((element) => element.boundingBox())
        .catch(() => null);
      if (owner === undefined || box === null) continue;
      const lines = await this.#linesOf(own, { x: box.x, y: box.y }, child);
      found.set(owner.backendNodeId, () => lines);
    }
    return found;
  }

  /** The session of a frame that has a process of its own. */
  async #ownSession(frame: Frame): Promise<CDPSession | undefined> {
    const known = this.#frames.get(frame);
    if (known !== undefined) return known;
    // The browser says no for a frame of its parent's process.
    const session = await this.#page
      .context()
      .newCDPSession(frame)
      .catch(() => undefined);
    if (session !== undefined) this.#frames.set(frame, session);
    return session;
  }
}

/** The frames below the session's own that its process has. */
async function frameIds(session: CDPSession): Promise<readonly string[]> {
  const { frameTree } = await session.send("Page.getFrameTree");
  type Tree = typeof frameTree;
  const below = ({ childFrames = [] }: Tree): readonly string[] =>
    childFrames.flatMap((child) => [child.frame.id, ...below(child)]);
  return below(frameTree).slice(0, mostFrames);
}

async function frameIdOf(session: CDPSession): Promise<string> {
  return (await session.send("Page.getFrameTree")).frameTree.frame.id;
}
