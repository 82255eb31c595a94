import type { ImagePart, KeptPicture, Message, ToolMessage, ToolResultPart } from "../message.ts";
import type { Policy, PolicyState } from "../policy.ts";

/** The bytes of a picture of the run; undefined where they are gone or are others than those that were kept. */
export type ReadPicture = (picture: KeptPicture) => Promise<Uint8Array | undefined>;

/**
 * A policy that sees the pictures of tool results: their bytes are put in when it is asked, and stand in no history. The
 * same results become the same message for as long as they are sent, so that what a server has cached stays a prefix.
 */
export function withPictures(policy: Policy, read: ReadPicture): Policy {
  let shown = new Map<Message, Message>();
  return {
    name: policy.name,
    usesLanguageModel: policy.usesLanguageModel,
    async *act(state: PolicyState, signal: AbortSignal) {
      const messages = await Promise.all(
        state.messages.map(async (message) => shown.get(message) ?? (await withImages(message, read))),
      );
      // Of pictures that are no longer sent nothing is held.
      shown = new Map(
        state.messages.flatMap((message, index): [Message, Message][] => {
          const seen = messages[index];
          return seen === undefined || seen === message ? [] : [[message, seen]];
        }),
      );
      yield* policy.act({ ...state, messages }, signal);
    },
  };
}

async function withImages(message: Message, read: ReadPicture): Promise<Message> {
  if (message.role !== "tool" || !message.parts.some(({ pictures }) => pictures !== undefined))
    return message;
  const parts = await Promise.all(message.parts.map((part) => seenPart(part, read)));
  return { role: "tool", parts } satisfies ToolMessage;
}

async function seenPart(part: ToolResultPart, read: ReadPicture): Promise<ToolResultPart> {
  const found = await Promise.all(
    (part.pictures ?? []).map(async (picture): Promise<readonly ImagePart[]> => {
      const bytes = await read(picture);
      if (bytes === undefined) return [];
      return [{ mediaType: picture.mediaType, data: Buffer.from(bytes).toString("base64") }];
    }),
  );
  const images = found.flat();
  return images.length === 0 ? part : { ...part, images };
}
