import { present } from "../core/present.ts";
import type { Passage, PassageKind } from "../core/source.ts";
import type { ClauseReader } from "./clause.ts";
import { type ContentBlock, kindOfBlock, longestPassage } from "./render-block.ts";

/** A piece of the stored text with its place in it. */
export interface PlacedPiece {
  /** Text that parts it from the piece before it. */
  readonly before: string;
  readonly text: string;
  /** Byte offsets. */
  readonly start: number;
  readonly end: number;
  /** Reading length. */
  readonly length: number;
}

/** Below this reading length a passage says too little by itself and takes its neighbour in. */
const tinyPassage = 280;
/** Up to this reading length a passage takes in a very small neighbour. */
const comfortablePassage = 800;
/** A clause, or a list with its lead-in, may be this long before it is divided. */
const longestUnit = 1.5 * longestPassage;
/** A paragraph up to this reading length before a list introduces it, colon or not. */
const longestLeadIn = 240;

interface ClusterPiece extends PlacedPiece {
  readonly kind: PassageKind;
  readonly page: number | undefined;
}

/** Pieces that belong together: a paragraph, a list with its lead-in, a clause. */
interface Cluster {
  readonly pieces: ClusterPiece[];
  length: number;
  /** How many pieces introduce the rest; there is no cut between them and the rest. */
  leadIn: number;
  readonly clause: string | undefined;
}

/** Joins neighbouring pieces to the exact text that lies between the first's start and the last's end. */
function joined(pieces: readonly PlacedPiece[]): string {
  return pieces.map((piece, index) => (index === 0 ? piece.text : piece.before + piece.text)).join("");
}

/** The kind that most of the text has. */
function mainKind(pieces: readonly ClusterPiece[]): PassageKind {
  const totals = new Map<PassageKind, number>();
  for (const { kind, length } of pieces) totals.set(kind, (totals.get(kind) ?? 0) + length);
  let best: PassageKind = pieces[0]?.kind ?? "paragraph";
  for (const [kind, length] of totals) if (length > (totals.get(best) ?? 0)) best = kind;
  return best;
}

function introduces(block: ContentBlock, next: ContentBlock, length: number): boolean {
  if (block.type !== "paragraph" || next.type === "paragraph") return false;
  return /[:：]\s*$/.test(block.text.slice(-20)) || (next.type === "list" && length <= longestLeadIn);
}

/** Cuts a cluster that is too long into runs of about equal length; a lead-in stays with what it introduces. */
function cutCluster({ pieces, length: total, leadIn }: Cluster): readonly (readonly ClusterPiece[])[] {
  const even = total / Math.ceil(total / longestPassage);
  const runs: (readonly ClusterPiece[])[] = [];
  let from = 0;
  let length = 0;
  for (const [index, piece] of pieces.entries()) {
    const isNested = piece.before === "\n" && piece.text.startsWith(" ");
    const limit = isNested ? longestUnit : longestPassage;
    const isFull = length + piece.length > limit || (!isNested && length >= even);
    if (isFull && index > from && index !== leadIn) {
      runs.push(pieces.slice(from, index));
      from = index;
      length = 0;
    }
    length += piece.length;
  }
  runs.push(pieces.slice(from));
  return runs;
}

function runsOf(cluster: Cluster): readonly (readonly ClusterPiece[])[] {
  const isUnit = cluster.clause !== undefined || cluster.leadIn > 0 || cluster.pieces[0]?.kind === "list";
  return cluster.length <= (isUnit ? longestUnit : longestPassage) ? [cluster.pieces] : cutCluster(cluster);
}

function canMerge(open: Cluster, next: Cluster): boolean {
  if (open.clause !== undefined || next.clause !== undefined) return false;
  const length = open.length + next.length;
  const isSmall =
    open.length < tinyPassage
      ? length <= longestPassage
      : next.length < tinyPassage / 2 && next.leadIn === 0 && length <= comfortablePassage;
  if (!isSmall || open.pieces[0]?.page !== next.pieces[0]?.page) return false;
  return ![...open.pieces, ...next.pieces].some(({ kind }) => kind === "table" || kind === "code");
}

/**
 * Divides placed blocks into passages of paragraph size: a list or table stays with its lead-in, a clause
 * with its sub-paragraphs, small neighbours join, long material is cut. A later part of a divided clause
 * has the clause number at the end of its heading path. Linear in the size of the text.
 */
export class PassageDivider {
  readonly #passages: Passage[] = [];
  readonly #readClause: ClauseReader | undefined;
  #headingPath: readonly string[] = [];
  #clusters: Cluster[] = [];
  #lastBlock: ContentBlock | undefined;

  constructor(readClause: ClauseReader | undefined) {
    this.#readClause = readClause;
  }

  /** Opens a section: what follows has these headings above it. Passages never cross into another section. */
  openSection(headingPath: readonly string[]): void {
    this.#closeSection();
    this.#headingPath = headingPath;
  }

  add(block: ContentBlock, pieces: readonly PlacedPiece[]): void {
    if (pieces.length === 0) return;
    const cluster = this.#clusterFor(block);
    for (const piece of pieces) {
      cluster.pieces.push({ ...piece, kind: kindOfBlock[block.type], page: block.page });
      cluster.length += piece.length;
    }
    this.#lastBlock = block;
  }

  /** Closes the last section and returns all passages. */
  finish(): readonly Passage[] {
    this.#closeSection();
    return this.#passages;
  }

  /** The cluster that a block goes on with, or a new one. */
  #clusterFor(block: ContentBlock): Cluster {
    const previous = this.#clusters.at(-1);
    const clause = block.type === "paragraph" ? this.#readClause?.(block.text) : undefined;
    if (previous !== undefined && clause === undefined) {
      if (previous.clause !== undefined) return previous;
      if (this.#lastBlock !== undefined && introduces(this.#lastBlock, block, previous.length)) {
        previous.leadIn = previous.pieces.length;
        return previous;
      }
    }
    const cluster: Cluster = { pieces: [], length: 0, leadIn: 0, clause };
    this.#clusters.push(cluster);
    return cluster;
  }

  #closeSection(): void {
    let open: Cluster | undefined;
    for (const cluster of this.#clusters) {
      if (open !== undefined && canMerge(open, cluster)) {
        for (const piece of cluster.pieces) open.pieces.push(piece);
        open.length += cluster.length;
      } else {
        if (open !== undefined) this.#emit(open);
        open = cluster;
      }
    }
    if (open !== undefined) this.#emit(open);
    this.#clusters = [];
    this.#lastBlock = undefined;
  }

  #emit(cluster: Cluster): void {
    for (const [index, pieces] of runsOf(cluster).entries()) {
      const first = pieces[0];
      const last = pieces.at(-1);
      if (first === undefined || last === undefined) continue;
      const isContinued = index > 0 && cluster.clause !== undefined;
      this.#passages.push({
        index: this.#passages.length,
        kind: mainKind(pieces),
        headingPath: isContinued ? [...this.#headingPath, cluster.clause] : this.#headingPath,
        text: joined(pieces),
        start: first.start,
        end: last.end,
        ...present({ page: first.page }),
      });
    }
  }
}
