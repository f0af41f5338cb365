import { expected } from '@latentkit/errors';
import { type Command, Option } from 'commander';

/** `<run>` and the flags of every command that uses a trained model. */
export function withRun(command: Command): Command {
  return command
    .argument('<run>', 'run folder (written by `latentkit train`)')
    .option('--engine <name>', 'engine that runs the model (`latentkit doctor` lists them)', 'auto');
}

/** `--data` for commands that look at the data of a run. */
export function withPlace(command: Command): Command {
  return command.option('--data <path>', 'where the training data is now, if it has moved');
}

/** `--data` and `--split` for commands that use a model on rows. */
export function withRows(command: Command): Command {
  return command
    .option(
      '--data <path>',
      'use this data instead: all its rows, standardised as in training (with --split: the data of the run, which has moved here)',
    )
    .addOption(
      new Option('--split <name>', 'which split of the training data (default: test; with --data: all rows)').choices([
        'train',
        'test',
        'all',
        'composition',
      ]),
    )
    .addOption(
      new Option(
        '--missing <how>',
        'what to do with rows of --data that have missing values (default: as in training)',
      ).choices(['refuse', 'drop', 'mean']),
    );
}

/**
 * `--data` and `--split` for commands that show rows: with neither those of the test split.
 *
 * @param options.split false where the command has a `--split` of its own
 */
export function withShown(command: Command, { split = true } = {}): Command {
  command.option(
    '--data <path>',
    'show the rows of this data instead of the test split, standardised as in training (with --split: the data of the run, which has moved here)',
  );
  if (!split) return command;
  return command.addOption(
    new Option('--split <name>', 'which split of the training data to show (default: test)').choices([
      'train',
      'test',
      'all',
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

/** A flag `--port`; 0, for a free one, where it is left out. */
export function portNumber(text: string | undefined): number {
  const port = text === undefined ? 0 : wholeNumber('--port', text);
  if (port < 65_536) return port;
  throw expected({
    where: '--port',
    expected: 'a whole number from 0 to 65535',
    received: String(text),
    todo: 'Leave it out for a free one.',
    code: 'FLAG',
  });
}
