import { expected } from '@latentkit/errors';
import type { Command, CommanderError } from 'commander';
import { called } from './unknownFlag.ts';

/** What commander misses, by its code: the pattern finds the name in its message. */
const patterns: Record<string, RegExp> = {
  'commander.missingArgument': /missing required argument '(.+)'/,
  'commander.optionMissingArgument': /option '(.+)' argument missing/,
  'commander.missingMandatoryOptionValue': /required option '(.+)' not specified/,
};

/** An argument, a flag or a flag's value that is not there, in our words. @returns nothing for any other error */
export function missing(
  { code, message }: CommanderError,
  program: Command,
  args: readonly string[],
): Error | undefined {
  const name = patterns[code]?.exec(message)?.[1];
  if (name === undefined) return undefined;
  const command = called(program, args)
    .map((one) => one.name())
    .join(' ');
  return expected({
    where: command || 'latentkit',
    expected: code === 'commander.missingArgument' ? `<${name}>` : name,
    received: code === 'commander.optionMissingArgument' ? 'the flag without a value' : 'nothing',
    todo: `See ${['latentkit', command].join(' ').trim()} --help.`,
    code: 'FLAG',
  });
}
