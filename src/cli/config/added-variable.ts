/** A variable that is not exported and that a file gives. */
export interface AddedVariable {
  readonly value: string;
  /** The file that it comes from. */
  readonly origin: string;
}
