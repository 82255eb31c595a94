// Reports the sizes of the source; enforces nothing. `npm run sizes -- --json` for programs.
import { sizeReport } from "../test/checks/sizes.ts";

const report = sizeReport();
if (process.argv.includes("--json")) console.log(JSON.stringify(report));
else {
  for (const [name, value] of Object.entries(report)) {
    if (typeof value === "number") console.log(`${name.padEnd(26)} ${value}`);
  }
  for (const line of report.largest) console.log(`${"largest".padEnd(26)} ${line}`);
  for (const file of report.namedUnlikeExport) console.log(`${"named unlike its export".padEnd(26)} ${file}`);
}
