/** Larger files are neither written nor taken into memory. */
export const maxFileBytes = 8 * 1024 * 1024;

/** Old versions that are kept of one file. */
export const maxVersions = 50;

/** The folder of the workspace with old versions; the tool alone writes to it. */
export const versionsFolder = ".versions";
