import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AppError, errorMessage } from "../../core/errors.ts";
import { featureNames } from "../features.ts";
import { type Network, type NetworkShape, network } from "../network.ts";
import { decodeSafetensors, type TensorFile } from "./safetensors.ts";

/** A network with what its file says about itself. */
export interface Checkpoint {
  readonly network: Network;
  /** `hand-set`, or the name of the training stage that made it. */
  readonly origin: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The checkpoint that ships with Deepwell. */
export const shippedCheckpoint = fileURLToPath(new URL("./policy.safetensors", import.meta.url));

/** Reads a checkpoint file; throws `AppError` DATA_INVALID when it is not one for this policy's features. */
export function loadCheckpoint(file: string = shippedCheckpoint): Checkpoint {
  try {
    return checkpointOf(decodeSafetensors(readFileSync(file)));
  } catch (error) {
    throw new AppError("DATA_INVALID", `The policy checkpoint ${file} cannot be used.`, {
      why: errorMessage(error),
      fix: "train it again with this version, or leave the option out to use the shipped one",
      cause: error,
    });
  }
}

/** Makes the network of a checkpoint's tensors; throws where they do not fit the policy's features. */
export function checkpointOf({ tensors, metadata }: TensorFile): Checkpoint {
  const features = (metadata["features"] ?? "").split(",");
  if (features.join() !== featureNames.join()) {
    throw new Error(`it was made for other features (${features.length} instead of ${featureNames.length})`);
  }
  const shape = JSON.parse(metadata["shape"] ?? "{}") as NetworkShape;
  const weights = Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, tensor.data]));
  return { network: network(shape, weights), origin: metadata["origin"] ?? "unknown", metadata };
}
