/** Keeps long texts where the policy can read them page by page. */
export interface ResultStore {
  /**
   * Keeps a text under a file name; the same name again replaces it. Returns the path that the `file` tool reads. The text
   * outlasts a loss of power.
   */
  put(name: string, text: string): Promise<string>;
  /** The same at once, for a text that an event holds too: it outlasts only the end of this process. */
  place(name: string, text: string): string;
}
