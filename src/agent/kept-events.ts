/**
 * How far the events that a loop has yielded are kept. The loop goes on meanwhile, and waits here before anything outside
 * depends on them; both wait for what was yielded so far, and reject where it cannot be kept.
 */
export interface KeptEvents {
  /**
   * They outlast the end of this process. Waited for before a policy is asked: asking again is allowed, and a journal with
   * a turn that began and has no message shows it.
   */
  written(): Promise<void>;
  /**
   * They outlast a loss of power. Waited for before a tool is started or a person is asked: what a finished model call asks
   * for is done only when that call cannot be made again.
   */
  synced(): Promise<void>;
}
