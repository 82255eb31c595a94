/** Keeps long texts where the policy can read them page by page. */
export interface ResultStore {
  /** Keeps a text under a file name; the same name again replaces it. Returns the path that the `file` tool reads. */
  put(name: string, text: string): Promise<string>;
}
