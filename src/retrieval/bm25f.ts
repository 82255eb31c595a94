import type { PassageField } from "./passage-index.ts";

/** Saturation of term frequency; chosen on seven development sets at once, see README. */
export const k1 = 1.5;

/** How a field counts: its weight, and how much its length is held against it (`b`, 0 to 1). */
export const fieldWeights: Readonly<Record<PassageField, { readonly weight: number; readonly b: number }>> = {
  title: { weight: 2, b: 0.75 },
  heading: { weight: 1, b: 0.75 },
  body: { weight: 1, b: 0.6 },
};

/** Numbers of terms, by field: of one passage, or the mean over all. */
export type FieldLengths = Readonly<Record<PassageField, number>>;

/** Inverse document frequency in nats; 0 for a term that occurs nowhere. */
export function inverseDocumentFrequency(passages: number, passagesWithTerm: number): number {
  if (passagesWithTerm === 0) return 0;
  return Math.log(1 + (passages - passagesWithTerm + 0.5) / (passagesWithTerm + 0.5));
}

/**
 * BM25F (Robertson and Zaragoza 2009, “The Probabilistic Relevance Framework”): frequencies are weighted and
 * length-normalised per field, added up, and saturated once. From 0 to `k1 + 1`.
 */
export function saturatedFrequency(
  frequency: FieldLengths,
  length: FieldLengths,
  mean: FieldLengths,
): number {
  const total =
    normalised("title", frequency, length, mean) +
    normalised("heading", frequency, length, mean) +
    normalised("body", frequency, length, mean);
  return (total * (k1 + 1)) / (k1 + total);
}

function normalised(
  field: PassageField,
  frequency: FieldLengths,
  length: FieldLengths,
  mean: FieldLengths,
): number {
  if (frequency[field] === 0) return 0;
  const { weight, b } = fieldWeights[field];
  return (weight * frequency[field]) / (1 - b + (b * length[field]) / Math.max(mean[field], 1));
}
