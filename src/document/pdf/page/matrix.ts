/** An affine transformation as PDF writes it: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** Reads six numbers; what is missing or no number counts as 0. */
export function toMatrix(values: unknown): Matrix {
  const list: readonly unknown[] =
    Array.isArray(values) || ArrayBuffer.isView(values) ? Array.from(Object.values(values)) : [];
  const [a, b, c, d, e, f] = list.map((value) => (typeof value === "number" ? value : 0));
  return [a ?? 0, b ?? 0, c ?? 0, d ?? 0, e ?? 0, f ?? 0];
}

/** The transformation that applies `n` first and `m` after it. */
export function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The point after the transformation. */
export function apply(matrix: Matrix, { x, y }: Point): Point {
  return { x: matrix[0] * x + matrix[2] * y + matrix[4], y: matrix[1] * x + matrix[3] * y + matrix[5] };
}
