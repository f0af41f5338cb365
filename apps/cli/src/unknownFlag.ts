import { expected } from '@latentkit/errors';
import type { Command, CommanderError } from 'commander';

/** A flag that its command does not have, in our words: `--lr` is told of `--learning-rate`. */
export async function unknownFlag(error: CommanderError, program: Command, args: readonly string[]): Promise<Error> {
  const flag = /unknown option '(-[^']+)'/.exec(error.message)?.[1];
  if (flag === undefined) return error;
  const { didYouMean, flagOf } = await import('@latentkit/runs/internal');
  const path = called(program, args);
  const command = path.at(-1) ?? program;
  const key = flag.replace(/^-+/, '').replace(/[-_](.)/g, (_, letter: string) => letter.toUpperCase());
  const names = command.options.map((option) => option.attributeName());
  const name = path.map((one) => one.name()).join(' ');
  return expected({
    where: name || 'latentkit',
    expected: 'a flag of this command',
    received: flag,
    todo: `${didYouMean(key, names, flagOf)}See ${['latentkit', name].join(' ').trim()} --help.`,
    code: 'FLAG',
  });
}

/** The command that the arguments call, after those that it lies in. */
export function called(program: Command, args: readonly string[]): Command[] {
  const path: Command[] = [];
  for (const arg of args.filter((one) => !one.startsWith('-'))) {
    const next = (path.at(-1) ?? program).commands.find((command) => command.name() === arg);
    if (next === undefined) break;
    path.push(next);
  }
  return path;
}
