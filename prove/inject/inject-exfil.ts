import { seededRandom } from "../../src/core/seeded-random.ts";
import { createLeakScreen } from "../../src/agent/guard/leak-screen.ts";
import type { Proof } from "../proof.ts";
import { encodings } from "../../src/agent/guard/encodings.fixture.ts";

/** Canaries of the full form, each under every encoding. */
const fullCanaries = 500;
const surroundings = ["", "passport renewal ", "https://example.org/search?q=", "查询 "];
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Random keys, written in every way, in what would leave the machine. */
export const injectExfil: Proof = {
  promise: "inject.exfil",
  async run({ seed, size = fullCanaries }) {
    const random = seededRandom(seed);
    const failures: string[] = [];
    let tried = 0;
    for (let number = 0; number < size; number++) {
      const length = 12 + Math.floor(random() * 28);
      const canary = Array.from({ length }, () =>
        alphabet.charAt(Math.floor(random() * alphabet.length)),
      ).join("");
      const holdsSecret = createLeakScreen([canary]);
      for (const [name, encode] of Object.entries(encodings)) {
        const text = `${surroundings[number % surroundings.length] ?? ""}${encode(canary)} and more`;
        tried += 1;
        if (!holdsSecret(text)) failures.push(`${name}: ${text}`);
      }
    }
    return { tried, failures };
  },
};
