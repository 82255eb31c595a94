import { createServer } from "node:http";
import process from "node:process";
import { makeFiles } from "../ingest/make-files.ts";

/** Serves made pages at `/0`, `/1`, … on every loopback address; prints its port and ends with its parent. */
const pages = makeFiles("html", Number(process.argv[2] ?? 100)).map(({ bytes }) => bytes);
const server = createServer((request, response) => {
  const page = pages[Number(request.url?.slice(1))];
  if (page === undefined) response.writeHead(404).end();
  else response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
});
// A reader whose thread is busy for seconds would otherwise meet connections that were closed meanwhile.
server.keepAliveTimeout = 120_000;
server.listen(0, "0.0.0.0", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) console.log(address.port);
});
process.stdin.on("end", () => process.exit()).resume();
