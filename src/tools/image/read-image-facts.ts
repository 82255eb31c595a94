import ExifReader from "exifreader";
import { fileTypeFromBuffer } from "file-type";
import { present } from "../../core/present.ts";

/** What a picture says of itself, without decoding it. */
export interface ImageFacts {
  readonly mediaType: string;
  /** In pixels as stored; absent where the format does not say. */
  readonly width?: number;
  readonly height?: number;
  /** EXIF tags that tell when, where and by what it was made, in words. */
  readonly tags: readonly (readonly [name: string, value: string])[];
}

/** Tags that help to judge a picture; the hundreds of others are about cameras. */
const toldTags = [
  "ImageDescription",
  "DateTimeOriginal",
  "DateTime",
  "Make",
  "Model",
  "Software",
  "Artist",
  "Copyright",
  "Orientation",
  "GPSLatitude",
  "GPSLongitude",
  "Title",
  "Author",
  "Description",
  "Comment",
  "Headline",
  "Caption/Abstract",
  "Credit",
];
const longestValue = 300;

/** Reads the head of a picture; undefined where the bytes are none. Never throws. */
export async function readImageFacts(bytes: Uint8Array): Promise<ImageFacts | undefined> {
  const kind = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (kind === undefined || !kind.mime.startsWith("image/")) return undefined;
  const tags = readTags(bytes);
  const number = (name: string): number | undefined => {
    const value: unknown = tags[name]?.value;
    return typeof value === "number" && value > 0 ? value : undefined;
  };
  const width = number("Image Width") ?? number("PixelXDimension");
  const height = number("Image Height") ?? number("PixelYDimension");
  return {
    mediaType: kind.mime,
    ...present({ width, height }),
    tags: toldTags.flatMap((name) => {
      const value = tags[name]?.description?.replace(/\s+/g, " ").trim() ?? "";
      return value === "" ? [] : [[name, value.slice(0, longestValue)] as const];
    }),
  };
}

type Tags = Readonly<Record<string, { readonly value?: unknown; readonly description?: string } | undefined>>;

function readTags(bytes: Uint8Array): Tags {
  try {
    const copy = bytes.slice();
    const tags: unknown = ExifReader.load(copy.buffer);
    return typeof tags === "object" && tags !== null ? (tags as Tags) : {};
  } catch {
    // A picture without any tags is an error to the library.
    return {};
  }
}
