// Inside, programs know proxies by a port; the way out is a socket of the file system. This joins the two.
import { connect, createServer } from "node:net";
import process from "node:process";

const [, , socket, port] = process.argv;
createServer((client) => {
  const way = connect(socket);
  const end = () => {
    client.destroy();
    way.destroy();
  };
  client.on("error", end).on("close", end).pipe(way);
  way.on("error", end).on("close", end).pipe(client);
}).listen(Number(port), "127.0.0.1");
