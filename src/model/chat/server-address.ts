import { AppError } from "../../core/errors.ts";

/**
 * The address of a server's chat completions. A base URL without a path gets `/v1`, as every common server
 * has it there; a full `…/chat/completions` is taken as it is. Throws `CONFIG_INVALID` for anything that is
 * not an http(s) URL, or holds a password.
 */
export function chatCompletionsUrl(baseUrl: string): string {
  return withPath(baseUrl, (path) => {
    const base = path.replace(/\/chat\/completions$/, "");
    return `${base === "" ? "/v1" : base}/chat/completions`;
  });
}

/** The address of Anthropic's Messages API: base URLs come with and without `/v1`. Throws like `chatCompletionsUrl`. */
export function messagesUrl(baseUrl: string): string {
  return withPath(baseUrl, (path) => `${path.replace(/\/messages$/, "").replace(/\/v1$/, "")}/v1/messages`);
}

/** The address of a Gemini model; a base URL without a path gets `/v1beta`. Throws like `chatCompletionsUrl`. */
export function generateContentUrl(
  baseUrl: string,
  { model, stream }: { readonly model: string; readonly stream: boolean },
): string {
  const method = stream ? "streamGenerateContent" : "generateContent";
  const name = encodeURIComponent(model.replace(/^models\//, ""));
  const url = withPath(baseUrl, (path) => `${path === "" ? "/v1beta" : path}/models/${name}:${method}`);
  return stream ? `${url}${url.includes("?") ? "&" : "?"}alt=sse` : url;
}

function withPath(baseUrl: string, change: (path: string) => string): string {
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
  url.pathname = change(url.pathname.replace(/\/+$/, ""));
  url.hash = "";
  return url.href;
}
