import { existsSync } from 'node:fs';

/** `runs/autoencoder-mnist`, or the first of `-2`, `-3`, … that is not there yet. */
export function defaultFolder(name: string): string {
  const path = `runs/${name.replace(/[^\w.-]+/g, '-')}`;
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? path : `${path}-${count}`;
    if (!existsSync(candidate)) return candidate;
  }
}
