/** Why one camp is believed rather than another, in the order in which it is asked. */
export type Ground = "replaced" | "standing" | "stuffed" | "newer" | "corroborated" | "signed";
