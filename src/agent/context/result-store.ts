/** Keeps long texts where the policy can read them page by page. */
export interface ResultStore {
  /**
   * Keeps a text under a file name; the same name again replaces it. Returns the path that the `file` tool reads. The text
   * outlasts a loss of power.
   */
  put(name: string, text: string): Promise<string>;
  /** The same at once, for a text that an event holds too: it can be read once `placed` resolves. */
  place(name: string, text: string): string;
  /** Resolves once everything that was placed is there and outlasts the end of this process; rejects where something is not. */
  placed(): Promise<void>;
}
