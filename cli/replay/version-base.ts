/** Files have one topic of the first epoch: what stands above an offset in a version. */
export const VERSION_BASE = 1n << 48n
