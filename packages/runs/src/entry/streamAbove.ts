/** Training rows of more bytes than that, as they would lie in memory, stay on the disk. The same on every machine, so that a run is. */
export const streamAbove = 2 ** 30;
