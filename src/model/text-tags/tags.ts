/** The tags of the trained model's own action format (paper, figure 4); `tool_call` is how others spell it. */
export const callOpeners = ["<toolcall>", "<tool_call>"] as const;

/** How a call ends; a model may mix the spellings. */
export const callClosers = ["</toolcall>", "</tool_call>"] as const;

export const thinkOpener = "<think>";
export const thinkCloser = "</think>";
export const answerOpener = "<answer>";
export const answerCloser = "</answer>";
export const responseOpener = "<tool_response>";
export const responseCloser = "</tool_response>";

/** Source of a pattern for the names of all these tags, for what must not pass for one of them. */
export const tagNames = "tool_response|tool_?call|think|answer";
