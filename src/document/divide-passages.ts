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

interface Cluster {
  readonly pieces: PlacedPiece[];
  readonly kinds: PassageKind[];
  length: number;
  /** How many pieces introduce the rest; there is no cut between them and the rest. */
  readonly leadIn: number;
  readonly clause: string | undefined;
  readonly page: number | undefined;
}

export interface PassageDivider {
  /** Opens a section: what follows has these headings above it. Passages never cross into another section. */
  readonly openSection: (headingPath: readonly string[]) => void;
  readonly add: (block: ContentBlock, pieces: readonly PlacedPiece[]) => void;
  /** Closes the last section and returns all passages. */
  readonly finish: () => readonly Passage[];
}

/** Joins neighbouring pieces to the exact text that lies between the first's start and the last's end. */
function joined(pieces: readonly PlacedPiece[]): string {
  return pieces.map((piece, index) => (index === 0 ? piece.text : piece.before + piece.text)).join("");
}

/** The kind that most of the text has. */
function mainKind(pieces: readonly PlacedPiece[], kinds: readonly PassageKind[]): PassageKind {
  const totals = new Map<PassageKind, number>();
  for (const [index, piece] of pieces.entries()) {
    const kind = kinds[index] ?? "paragraph";
    totals.set(kind, (totals.get(kind) ?? 0) + piece.length);
  }
  let best: PassageKind = kinds[0] ?? "paragraph";
  for (const [kind, length] of totals) if (length > (totals.get(best) ?? 0)) best = kind;
  return best;
}

function introduces(block: ContentBlock, next: ContentBlock, length: number): boolean {
  if (block.type !== "paragraph" || next.type === "paragraph") return false;
  return /[:：]\s*$/.test(block.text.slice(-20)) || (next.type === "list" && length <= longestLeadIn);
}

/** Cuts a cluster that is too long into runs of about equal length; a lead-in stays with what it introduces. */
function cutCluster(cluster: Cluster): readonly (readonly [number, number])[] {
  const { pieces } = cluster;
  const even = cluster.length / Math.ceil(cluster.length / longestPassage);
  const cuts: (readonly [number, number])[] = [];
  let from = 0;
  let length = 0;
  for (const [index, piece] of pieces.entries()) {
    const isNested = piece.before === "\n" && piece.text.startsWith(" ");
    const limit = isNested ? longestUnit : longestPassage;
    const isFull = length + piece.length > limit || (!isNested && length >= even);
    if (isFull && index > from && index !== cluster.leadIn) {
      cuts.push([from, index]);
      from = index;
      length = 0;
    }
    length += piece.length;
  }
  cuts.push([from, pieces.length]);
  return cuts;
}

function canMerge(open: Cluster, next: Cluster): boolean {
  const isSealed = open.clause !== undefined || next.clause !== undefined;
  const isAlone = [...open.kinds, ...next.kinds].some((kind) => kind === "table" || kind === "code");
  if (isSealed || isAlone || open.page !== next.page) return false;
  const length = open.length + next.length;
  if (open.length < tinyPassage) return length <= longestPassage;
  return next.length < tinyPassage / 2 && next.leadIn === 0 && length <= comfortablePassage;
}

/**
 * Divides placed blocks into passages of paragraph size: a list or table stays with its lead-in, a clause
 * with its sub-paragraphs, small neighbours join, long material is cut. A later part of a divided clause
 * has the clause number at the end of its heading path. Linear in the size of the text.
 */
export function createPassageDivider(readClause: ClauseReader | undefined): PassageDivider {
  const passages: Passage[] = [];
  let headingPath: readonly string[] = [];
  let clusters: Cluster[] = [];
  let lastBlock: ContentBlock | undefined;

  const emit = (cluster: Cluster, from: number, to: number): void => {
    const pieces = cluster.pieces.slice(from, to);
    const first = pieces[0];
    const last = pieces.at(-1);
    if (first === undefined || last === undefined) return;
    const isContinued = from > 0 && cluster.clause !== undefined;
    passages.push({
      index: passages.length,
      kind: mainKind(pieces, cluster.kinds.slice(from, to)),
      headingPath: isContinued ? [...headingPath, cluster.clause] : headingPath,
      text: joined(pieces),
      start: first.start,
      end: last.end,
      ...(cluster.page === undefined ? {} : { page: cluster.page }),
    });
  };

  const emitCluster = (cluster: Cluster): void => {
    const isUnit = cluster.clause !== undefined || cluster.leadIn > 0 || cluster.kinds[0] === "list";
    if (cluster.length <= (isUnit ? longestUnit : longestPassage)) emit(cluster, 0, cluster.pieces.length);
    else for (const [from, to] of cutCluster(cluster)) emit(cluster, from, to);
  };

  const closeSection = (): void => {
    let open: Cluster | undefined;
    for (const cluster of clusters) {
      if (open !== undefined && canMerge(open, cluster)) {
        open.pieces.push(...cluster.pieces);
        open.kinds.push(...cluster.kinds);
        open.length += cluster.length;
      } else {
        if (open !== undefined) emitCluster(open);
        open = cluster;
      }
    }
    if (open !== undefined) emitCluster(open);
    clusters = [];
    lastBlock = undefined;
  };

  const extend = (cluster: Cluster, kind: PassageKind, pieces: readonly PlacedPiece[]): void => {
    for (const piece of pieces) {
      cluster.pieces.push(piece);
      cluster.kinds.push(kind);
      cluster.length += piece.length;
    }
  };

  const add = (block: ContentBlock, pieces: readonly PlacedPiece[]): void => {
    if (pieces.length === 0) return;
    const previous = clusters.at(-1);
    const clause = block.type === "paragraph" ? readClause?.(block.text) : undefined;
    const isLedIn =
      previous !== undefined && lastBlock !== undefined && introduces(lastBlock, block, previous.length);
    let target = previous;
    if (target === undefined || clause !== undefined || !(isLedIn || target.clause !== undefined)) {
      target = { pieces: [], kinds: [], length: 0, leadIn: 0, clause, page: block.page };
      clusters.push(target);
    } else if (isLedIn && target.clause === undefined) {
      target = { ...target, leadIn: target.pieces.length };
      clusters[clusters.length - 1] = target;
    }
    extend(target, kindOfBlock[block.type], pieces);
    lastBlock = block;
  };

  return {
    add,
    openSection: (path) => {
      closeSection();
      headingPath = path;
    },
    finish: () => {
      closeSection();
      return passages;
    },
  };
}
