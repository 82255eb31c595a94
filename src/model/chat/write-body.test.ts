import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonValue } from "../../core/json.ts";
import type { WireBody } from "./dialect.ts";
import { writeBody } from "./write-body.ts";

const textOf = (body: WireBody) => Buffer.from(writeBody(body)).toString("utf8");
const json = fc.jsonValue() as fc.Arbitrary<JsonValue>;

test("is what JSON.stringify writes, also when messages are sent again", () => {
  fc.assert(
    fc.property(fc.array(json), json, fc.string(), (messages, value, name) => {
      const body = { model: "m", messages, temperature: undefined, [name]: value };
      expect(textOf(body)).toBe(JSON.stringify(body));
      const longer = { ...body, messages: [...messages, { role: "user", content: name }] };
      expect(textOf(longer)).toBe(JSON.stringify(longer));
    }),
  );
});
