import { writeFileSync } from "node:fs";
import { handSetCheckpoint } from "./hand-set.ts";
import { shippedCheckpoint } from "./load-checkpoint.ts";
import { encodeSafetensors } from "./safetensors.ts";

// Run with node after a change to the features or to the hand-set weights.
writeFileSync(shippedCheckpoint, encodeSafetensors(handSetCheckpoint()));
