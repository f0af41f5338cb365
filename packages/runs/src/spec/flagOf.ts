/** `batchSize` → `--batch-size`, as the command and every error name a key. */
export const flagOf = (key: string) => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
