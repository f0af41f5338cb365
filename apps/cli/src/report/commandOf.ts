import { flagOf } from '../spec/flags.ts';

/** The command that repeats a run of this spec. */
export function commandOf({ model, ...options }: { model: string } & Readonly<Record<string, unknown>>): string {
  const flags = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${flagOf(key)} ${quoted(Array.isArray(value) ? value.join(',') : String(value))}`);
  return [`latentkit train ${model}`, ...flags].join(' ');
}

/** As a POSIX shell takes it. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
