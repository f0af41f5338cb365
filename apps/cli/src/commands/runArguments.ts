import { expected } from '@latentkit/errors';
import { type Command, Option } from 'commander';

/** `<run>` and the flags of every command that uses a trained model. */
export function withRun(command: Command): Command {
  return command
    .argument('<run>', 'folder that `latentkit train` wrote')
    .option('--engine <name>', 'what runs the model (see `latentkit doctor`)', 'auto');
}

/** `--data` for commands that look at the data of a run. */
export function withPlace(command: Command): Command {
  return command.option('--data <path>', 'where the data of the run lie now, unless they are where they were');
}

/** `--data` and `--split` for commands that use a model on rows. */
export function withRows(command: Command): Command {
  return command
    .option('--data <path>', 'other data: every row, with the means of the run; with --split, its own at a new place')
    .addOption(
      new Option('--split <name>', 'which part of the data of the run (default: test; all of other data)').choices([
        'train',
        'test',
        'all',
        'composition',
      ]),
    );
}

/** A flag's text as whole numbers of at least `least`, e.g. rows `0,5,7`. */
export function wholeNumbers(
  flag: string,
  text: string,
  { least = 0, below = Number.POSITIVE_INFINITY } = {},
): number[] {
  return text.split(',').map((part) => {
    const value = Number(part);
    if (part.trim() !== '' && Number.isInteger(value) && value >= least && value < below) return value;
    throw expected({
      where: flag,
      expected: `whole numbers from ${least}${below === Number.POSITIVE_INFINITY ? '' : ` to ${below - 1}`}`,
      received: part === '' ? 'nothing' : part,
      todo: 'Separate them by commas.',
      code: 'FLAG',
    });
  });
}

/** A flag's text as one whole number of at least `least`. */
export function wholeNumber(flag: string, text: string, { least = 0 } = {}): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(value) && value >= least) return value;
  throw expected({
    where: flag,
    expected: `a whole number of at least ${least}`,
    received: text === '' ? 'nothing' : text,
    todo: 'Change it and run again.',
    code: 'FLAG',
  });
}
