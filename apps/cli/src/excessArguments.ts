import { expected } from '@latentkit/errors';
import type { Command } from 'commander';
import { called } from './unknownFlag.ts';

/** Words that no argument takes, in our words: `--hidden 64 32` is told of `--hidden 64,32`, `train vae mnist` of `--data mnist`. */
export function excessArguments(program: Command, args: readonly string[]): Error {
  const path = called(program, args);
  const command = path.at(-1) ?? program;
  const takes = command.registeredArguments;
  const excess = command.args.slice(takes.length);
  const name = path.map((one) => one.name()).join(' ');
  const names = takes.map((one) => `<${one.name()}>`).join(' ');
  return expected({
    where: name || 'latentkit',
    expected: takes.length === 0 ? 'flags alone' : `flags after ${names}`,
    received: excess.join(' '),
    todo: `${meant(command, args, excess)}See ${['latentkit', name].join(' ').trim()} --help.`,
    code: 'FLAG',
  });
}

function meant(command: Command, args: readonly string[], excess: readonly string[]): string {
  for (const { flags, long } of command.options) {
    const at = args.indexOf(long ?? '');
    if (at === -1 || !flags.includes(',…>') || args[at + 2] !== excess[0]) continue;
    const words = args.slice(at + 1);
    const end = words.findIndex((word) => word.startsWith('-'));
    const listed = words.slice(0, end === -1 ? words.length : end).flatMap((word) => word.split(',').filter(Boolean));
    return `Did you mean ${long} ${listed.join(',')}? `;
  }
  const data = command.options.some(({ long }) => long === '--data') && command.registeredArguments.length === 0;
  return data && excess.length === 1 && !args.includes('--data') ? `Did you mean --data ${excess[0]}? ` : '';
}
