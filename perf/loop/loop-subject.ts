/** Does the whole task against the server; undefined where the project is not installed. */
export type LoopRun = (task: { readonly url: string; readonly turns: number }) => Promise<void>;

export type OpenLoop = () => Promise<LoopRun | undefined>;
