import { AppError } from "../../core/errors.ts";

/**
 * The address of a server's chat completions. A base URL without a path gets `/v1`, as every common server
 * has it there; a full `…/chat/completions` is taken as it is. Throws `CONFIG_INVALID` for anything that is
 * not an http(s) URL, or holds a password.
 */
export function chatCompletionsUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new AppError("CONFIG_INVALID", `${JSON.stringify(baseUrl)} is not the base URL of a model server`, {
      why: "It is not an absolute http or https URL.",
      fix: "Give one such as http://127.0.0.1:8000/v1.",
    });
  }
  if (url.username !== "" || url.password !== "") {
    throw new AppError("CONFIG_INVALID", "The base URL of the model server holds a user name or password", {
      why: "They would end up in logs and error messages.",
      fix: "Take them out of the URL and pass an API key.",
    });
  }
  const path = url.pathname.replace(/\/+$/, "").replace(/\/chat\/completions$/, "");
  url.pathname = `${path === "" ? "/v1" : path}/chat/completions`;
  url.hash = "";
  return url.href;
}
