import { publicAddress } from "../../src/web/fake-hosts.ts";
import { untilDone } from "../../src/web/loopback-site.fixture.ts";
import { specialAddresses } from "../../src/web/policy/blocked-urls.fixture.ts";
import { isPublicAddress } from "../../src/web/policy/is-public-address.ts";
import { guardedWorld } from "../../src/web/transport/guarded-world.fixture.ts";
import type { Proof } from "../proof.ts";

const usualFlips = 10_000;
const atATime = 8;

/** A resolver that answers something else each time, alone or mixed, at once or late; nothing private is connected. */
export const fetchRebind: Proof = {
  promise: "fetch.rebind",
  async run({ seed, size = usualFlips, say }) {
    let state = seed;
    const next = (below: number): number => {
      state = (state * 48_271 + 11) % 2_147_483_647;
      return state % below;
    };
    const special = (): string => specialAddresses[next(specialAddresses.length)] ?? "127.0.0.1";
    const resolve = async (): Promise<readonly string[]> => {
      const answers = [[publicAddress], [special()], [publicAddress, special()], [special(), publicAddress]];
      if (next(3) === 0) await new Promise(setImmediate);
      return answers[next(answers.length)] ?? [];
    };
    await using world = await guardedWorld({ resolve });
    const failures: string[] = [];
    let read = 0;
    for (let flip = 0; flip < size; flip += atATime) {
      const urls = Array.from(
        { length: atATime },
        (_, at) => `http://n${flip + at}.example.com:${world.port}/`,
      );
      const outcomes = await Promise.all(urls.map((url) => world.client.fetchBytes({ url }, untilDone)));
      for (const outcome of outcomes) {
        if (outcome.type === "response") read += 1;
        else if (outcome.code !== "BLOCKED_ADDRESS") failures.push(`${outcome.code}: ${outcome.message}`);
      }
      if (flip % 1_000 === 0) say(`${flip} of ${size}`);
    }
    if (read === 0) failures.push("nothing was read, so nothing was tried");
    if (world.touches() > 0) failures.push(`${world.touches()} connections reached the private site`);
    const reached = world.reached.filter((address) => !isPublicAddress(address));
    failures.push(...reached.map((address) => `connected to ${address}`));
    return { tried: size, failures };
  },
};
