import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AppError, errorMessage } from "../../core/errors.ts";
import { decodeSafetensors, encodeSafetensors, type Tensor } from "../../policy/checkpoint/safetensors.ts";
import { featureNames, type PairKind, type PairReading } from "./features.ts";
import { hashText } from "./hash-text.ts";
import { oddsFeatureNames, oddsFeatures, oddsSize } from "./odds/trace-odds.ts";
import { type Rarity, rarityOf, raritySlots } from "./term-rarity.ts";
import { logOddsOf, probabilityOf, type TreeEnsemble } from "./trees/tree-ensemble.ts";

/** The two questions a model answers: is all of the claim supported, and is any of it. */
export const heads = ["full", "some"] as const;
export type Head = (typeof heads)[number];

/**
 * What trees are grown for: the two questions, whether the evidence settles the claim one way or the other, and, where it
 * does, whether it agrees. A claim has support only as far as the evidence agrees, and full support is told by two ways:
 * asked for at once, and as evidence that both settles the claim and agrees.
 */
export const opinions = [...heads, "settles", "agrees"] as const;
export type Opinion = (typeof opinions)[number];
export type OpinionTrees = Readonly<Record<Opinion, TreeEnsemble>>;

/** Where the verdicts on one kind of pair begin. */
export interface VerdictLimits {
  /** A probability from here on is said to be support. */
  readonly thresholds: Readonly<Record<Head, number>>;
  /** Between these probabilities of full support the model does not know. */
  readonly unsure: { readonly from: number; readonly to: number };
}

/** What a training run found out beside the trees. */
export interface SupportSettings {
  /** Calibrated log-odds are `scale * log-odds + shift`. */
  readonly calibration: Readonly<Record<Head, { readonly scale: number; readonly shift: number }>>;
  readonly limits: Readonly<Record<PairKind, VerdictLimits>>;
  /** Sentences that the rarity of terms was counted on. */
  readonly sentences: number;
}

/** Trained once per fold, each time without that fold's claims. */
export interface SupportMember {
  readonly trees: OpinionTrees;
  /** From `learnOdds`; the trees see what it says of a pair behind the pair's own row. */
  readonly odds: Float32Array;
}

export interface SupportWeights {
  readonly settings: SupportSettings;
  readonly members: readonly SupportMember[];
  /** Counted sentences by slot of a term. */
  readonly rarity: Float32Array;
  /** `groupCode` of every claim or premise that any member has seen. */
  readonly seen: Float32Array;
}

/** A trained scorer of one claim against one piece of evidence. */
export interface SupportModel {
  readonly settings: SupportSettings;
  readonly rarity: Rarity;
  /**
   * Calibrated probabilities. `group` names the claim of a labelled pair: if it was trained on, only the member that
   * has not seen it answers, so that figures on the training data are honest too.
   */
  probabilities(pair: PairReading, group?: string): Readonly<Record<Head, number>>;
  hasSeen(group: string): boolean;
}

/** The model that ships with Deepwell. */
export const shippedSupportModel = fileURLToPath(new URL("./support.safetensors", import.meta.url));

let shipped: SupportModel | undefined;

/** Reads a model; the shipped one is read once. Throws `AppError` DATA_INVALID when the file is none for these features. */
export function loadSupportModel(file: string = shippedSupportModel): SupportModel {
  if (file === shippedSupportModel && shipped !== undefined) return shipped;
  try {
    const model = supportModel(decodeSupportWeights(readFileSync(file)));
    if (file === shippedSupportModel) shipped = model;
    return model;
  } catch (error) {
    throw new AppError("DATA_INVALID", `The support model ${file} cannot be used.`, {
      why: errorMessage(error),
      fix: "train it again with this version, or install Deepwell again",
      cause: error,
    });
  }
}

/** A model of weights. Pure. */
export function supportModel({ settings, members, rarity, seen }: SupportWeights): SupportModel {
  const codes = new Set(seen);
  const hasSeen = (group: string): boolean => codes.has(groupCode(group));
  return {
    settings,
    rarity: rarityOf(rarity, settings.sentences),
    hasSeen,
    probabilities(pair, group) {
      const own = group !== undefined && hasSeen(group) ? members[foldOf(group, members.length)] : undefined;
      const said = (own === undefined ? members : [own]).map(({ trees, odds }) =>
        headMargins(trees, memberRow(pair, odds)),
      );
      const of = (head: Head): number => {
        const total = said.reduce((sum, margins) => sum + margins[head], 0);
        const { scale, shift } = settings.calibration[head];
        return probabilityOf((scale * total) / Math.max(1, said.length) + shift);
      };
      return { full: of("full"), some: of("some") };
    },
  };
}

/** A pair's row as the trees of a member with these odds see it. */
export function memberRow({ row, traces }: PairReading, odds: Float32Array): Float64Array {
  return Float64Array.from([...row, ...oddsFeatures(odds, traces)]);
}

/** What the trees of a member say to the questions, in log-odds that are still to be calibrated. */
export function headMargins(trees: OpinionTrees, row: Float64Array): Readonly<Record<Head, number>> {
  const agrees = probabilityOf(logOddsOf(trees.agrees, row));
  const settles = probabilityOf(logOddsOf(trees.settles, row));
  return {
    full: logOddsOf(trees.full, row) + logOdds(settles * agrees),
    some: logOdds(probabilityOf(logOddsOf(trees.some, row)) * agrees),
  };
}

function logOdds(probability: number): number {
  return Math.log(probability / (1 - probability));
}

/** The fold a group belongs to, by its name alone. */
export function foldOf(group: string, folds: number): number {
  return hashText(group) % folds;
}

/** 24 bits of a group's name: what a 32-bit float holds exactly. */
export function groupCode(group: string): number {
  return hashText(`seen ${group}`) >>> 8;
}

/** Writes weights as safetensors. */
export function encodeSupportWeights({ settings, members, rarity, seen }: SupportWeights): Uint8Array {
  const tensors: Record<string, Tensor> = {
    rarity: { shape: [rarity.length], data: rarity },
    seen: { shape: [seen.length], data: seen },
  };
  for (const [index, { trees, odds }] of members.entries()) {
    const said = Float32Array.from(odds.keys()).filter((slot) => odds[slot] !== 0);
    tensors[`${index}.odds.slots`] = { shape: [said.length], data: said };
    tensors[`${index}.odds.values`] = { shape: [said.length], data: said.map((slot) => odds[slot] ?? 0) };
    for (const opinion of opinions) {
      const { features, thresholds, leaves } = trees[opinion];
      for (const [name, data] of Object.entries({ features, thresholds, leaves }))
        tensors[`${index}.${opinion}.${name}`] = { shape: [data.length], data };
    }
  }
  const shape = members.map(({ trees }) =>
    Object.fromEntries(opinions.map((opinion) => [opinion, shapeOf(trees[opinion])])),
  );
  return encodeSafetensors({
    tensors,
    metadata: {
      format: "deepwell-support",
      features: allFeatures,
      settings: JSON.stringify(settings),
      members: JSON.stringify(shape),
    },
  });
}

/** Names of the values in a member's row. */
export const memberFeatureNames: readonly string[] = [...featureNames, ...oddsFeatureNames];
const allFeatures = memberFeatureNames.join(",");

type Shape = Pick<TreeEnsemble, "depth" | "count" | "base">;

function shapeOf({ depth, count, base }: TreeEnsemble): Shape {
  return { depth, count, base };
}

/** Reads what `encodeSupportWeights` wrote; throws where it is something else. */
export function decodeSupportWeights(bytes: Uint8Array): SupportWeights {
  const { tensors, metadata } = decodeSafetensors(bytes);
  if (metadata["format"] !== "deepwell-support") throw new Error("it is no support model");
  if (metadata["features"] !== allFeatures) throw new Error("it was made for other features");
  const tensor = (name: string): Float32Array => {
    const found = tensors[name]?.data;
    if (found === undefined) throw new Error(`it has no ${name}`);
    return found;
  };
  const shapes = JSON.parse(metadata["members"] ?? "[]") as readonly Readonly<Record<Opinion, Shape>>[];
  const ensemble = (index: number, opinion: Opinion, shape: Shape): TreeEnsemble => ({
    ...shape,
    features: tensor(`${index}.${opinion}.features`),
    thresholds: tensor(`${index}.${opinion}.thresholds`),
    leaves: tensor(`${index}.${opinion}.leaves`),
  });
  const rarity = tensor("rarity");
  if (shapes.length === 0 || rarity.length !== raritySlots) throw new Error("it is incomplete");
  return {
    settings: JSON.parse(metadata["settings"] ?? "{}") as SupportSettings,
    members: shapes.map((shape, index) => ({
      trees: {
        full: ensemble(index, "full", shape.full),
        some: ensemble(index, "some", shape.some),
        settles: ensemble(index, "settles", shape.settles),
        agrees: ensemble(index, "agrees", shape.agrees),
      },
      odds: spreadOdds(tensor(`${index}.odds.slots`), tensor(`${index}.odds.values`)),
    })),
    rarity,
    seen: tensor("seen"),
  };
}

/** Most slots have nothing to say and are not written. */
function spreadOdds(slots: Float32Array, values: Float32Array): Float32Array {
  const odds = new Float32Array(oddsSize);
  for (const [at, slot] of slots.entries()) odds[slot] = values[at] ?? 0;
  return odds;
}
