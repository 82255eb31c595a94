import { parentPort } from "node:worker_threads";
import { searchWorkspace, type WorkspaceQuery } from "./search-workspace.ts";

parentPort?.on("message", (query: WorkspaceQuery) => parentPort?.postMessage(searchWorkspace(query)));
