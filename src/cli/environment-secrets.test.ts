import { expect, it } from "vitest";
import { environmentSecrets } from "./environment-secrets.ts";

it("takes what is named like a secret, and neither paths, nor words, nor short values, nor other settings", () => {
  expect(
    environmentSecrets({
      OPENAI_API_KEY: "sk-1234567890",
      GITHUB_TOKEN: "ghp_abcdefgh",
      DB_PASSWORD: "correct horse",
      COPY_OF_KEY: "sk-1234567890",
      SSH_AUTH_SOCK: "/run/user/1000/ssh",
      KEYBOARD: "a layout, no key",
      MONKEY: "an animal, no key",
      SHORT_TOKEN: "abc",
      APP_KEY: "Production",
      HOME: "/home/someone",
      EMPTY_KEY: undefined,
    }),
  ).toEqual(["sk-1234567890", "ghp_abcdefgh", "correct horse"]);
});

it("takes passwords and keys out of addresses, those of the environment and those given", () => {
  const environment = {
    DATABASE_URL: "postgres://app:p%40ssw0rd!@db.internal/app",
    SEARXNG_URL: "https://search.example.org/?lang=en&api-key=0123456789",
    HOMEPAGE: "https://example.org/?q=nothing+secret",
  };
  expect(environmentSecrets(environment, ["https://me:s3cret-word@models.example.org/v1", "none"])).toEqual([
    "p@ssw0rd!",
    "0123456789",
    "s3cret-word",
  ]);
});
