import { errorMessage } from "../../core/errors.ts";
import type { AnyTool } from "../tool.ts";
import type { SecretMask } from "./secret-mask.ts";

/** A tool that tells nothing that is a secret, whatever it met; what it throws neither. */
export function maskTool(tool: AnyTool, mask: SecretMask): AnyTool {
  return {
    ...tool,
    async invoke(input, context) {
      const result = await tool.invoke(input, context).catch((error: unknown) => {
        throw new Error(mask.text(errorMessage(error)), { cause: error });
      });
      const data = result.data === undefined ? {} : { data: mask.value(result.data) };
      return { ...result, content: mask.text(result.content), ...data };
    },
  };
}
