import { flagOf } from '@latentkit/runs/internal';

/** The command that repeats a run of this spec. */
export function commandOf({ model, ...options }: { model: string } & Readonly<Record<string, unknown>>): string {
  const flags = Object.entries(options)
    .filter(([, value]) => value !== undefined && value !== false)
    // A switch is true by being there.
    .map(([key, value]) => (value === true ? flagOf(key) : `${flagOf(key)} ${shellWord(value)}`));
  return [`latentkit train ${model}`, ...flags].join(' ');
}

/** A value of a flag, as a POSIX shell takes it. */
export function shellWord(value: unknown): string {
  const text = Array.isArray(value) ? value.join(',') : String(value);
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
