import { expect, test } from "vitest";
import { chatCompletionsUrl } from "./server-address.ts";

test.each([
  ["http://127.0.0.1:8000/v1", "http://127.0.0.1:8000/v1/chat/completions"],
  ["http://127.0.0.1:8000/v1/", "http://127.0.0.1:8000/v1/chat/completions"],
  ["http://localhost:11434", "http://localhost:11434/v1/chat/completions"],
  ["https://host.example/api/v1/chat/completions", "https://host.example/api/v1/chat/completions"],
  ["https://host.example/openai?api-version=1", "https://host.example/openai/chat/completions?api-version=1"],
])("completes %s", (baseUrl, expected) => {
  expect(chatCompletionsUrl(baseUrl)).toBe(expected);
});

test.each(["", "localhost:8000", "ftp://host.example/v1", "http://user:secret@host.example/v1"])(
  "refuses %s without repeating a password",
  (baseUrl) => {
    let message = "";
    try {
      chatCompletionsUrl(baseUrl);
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain("base URL");
    expect(message).not.toContain("secret");
  },
);
