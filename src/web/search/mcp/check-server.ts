import { withDeadline } from "../../../core/abort.ts";
import { errorMessage } from "../../../core/errors.ts";
import { oneLine } from "../read-markup.ts";
import { CommandServer } from "./command-server.ts";
import { type ServerCommand, withholdSecrets } from "./server-command.ts";

/** Whether a server starts and can be searched. */
export type ServerCheck =
  | { readonly type: "works"; readonly server: string; readonly tools: readonly string[] }
  | { readonly type: "fails"; readonly why: string };

/** Starts a server, asks for its tools and ends it. Never rejects for what the server does; `why` tells no secret. */
export async function checkServer(
  command: ServerCommand,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<ServerCheck> {
  const server = new CommandServer({ command, startMs: options.timeoutMs });
  const fails = (why: string): ServerCheck => ({
    type: "fails",
    why: withholdSecrets(oneLine(why), command.secrets),
  });
  try {
    const ended = await withDeadline((signal) => toolsOf(server, signal), options);
    options.signal.throwIfAborted();
    if (ended.type !== "value") return fails(`it did not answer within ${options.timeoutMs / 1_000} s`);
    const used = ended.value;
    if (used.type === "unhealthy") return fails(used.why);
    const missing = ["search", "fetch"].filter((name) => !used.value.tools.includes(name));
    return missing.length === 0 ? used.value : fails(`it has no tool ${missing.join(" and no tool ")}`);
  } catch (error) {
    options.signal.throwIfAborted();
    return fails(errorMessage(error));
  } finally {
    await server.close();
  }
}

function toolsOf(server: CommandServer, signal: AbortSignal) {
  return server.use(async (client) => {
    const { tools } = await client.listTools(undefined, { signal });
    const { name = "unnamed", version = "" } = client.getServerVersion() ?? {};
    return {
      type: "works",
      server: `${name} ${version}`.trim(),
      tools: tools.map((tool) => tool.name),
    } as const;
  }, signal);
}
