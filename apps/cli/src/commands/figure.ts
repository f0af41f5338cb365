import type { FullCatalogue } from '@latentkit/catalogue';
import { expected } from '@latentkit/errors';
import type { FigureEntry, Runs } from '@latentkit/report';
import type { OpenRun } from '@latentkit/runs';
import { didYouMean, flagOf, parse } from '@latentkit/runs/internal';
import { csv } from '@latentkit/viz';
import { Command } from 'commander';
import { addFlags } from '../spec/flags.ts';
import { openedShowing, type RowsFlags } from './opened.ts';
import { withShown } from './runArguments.ts';
import { checkEnding, pictures, writeOut, writePicture } from './writeOut.ts';

type Flags = Readonly<Record<string, unknown>> &
  Pick<RowsFlags, 'engine' | 'data' | 'split'> & { readonly out: string };

/** `latentkit figure <name> <run…> [flags]`, and `latentkit figure --list`. */
export function figureCommand(catalogue: FullCatalogue): Command {
  const command = new Command('figure')
    .enablePositionalOptions()
    .argument('[name]', 'name of the figure (--list shows them)')
    .argument('[run...]', 'run folders (written by `latentkit train`)')
    .option('--list', 'list all figures, with the commands that train the models they need')
    .action((name: string | undefined, _runs: unknown, { list }: { list?: boolean }) => {
      if (list !== true) throw unknown(name, Object.keys(catalogue.figures));
      process.stdout.write(Object.entries(catalogue.figures).map(lineOf).join(''));
    });
  for (const [name, entry] of Object.entries(catalogue.figures)) {
    const ofFigure = withShown(new Command(name), { split: !hasSplit(entry) })
      .description(entry.summary)
      .argument('[run...]', entry.runs.length > 0 ? `folders of: ${entry.runs.join(', ')}` : 'none is needed')
      .option('--engine <name>', 'engine that runs the models (`latentkit doctor` lists them)', 'auto')
      .option(
        '--out <file>',
        'image file to write, .png or .svg; the numbers are saved next to it as .csv',
        `${name}.png`,
      );
    if (entry.train.length > 0) ofFigure.addHelpText('after', `\nTrain for it:\n${indented(entry.train)}`);
    command.addCommand(
      addFlags(ofFigure, entry.options).action((paths: string[], flags: Flags) =>
        drawFigure(name, paths, { flags, catalogue }),
      ),
    );
  }
  return command;
}

/** A figure whose own options say which split it shows. */
const hasSplit = ({ options }: FigureEntry) => Object.hasOwn(options, 'split');

async function drawFigure(
  name: string,
  paths: readonly string[],
  { flags: { engine, data, out, ...given }, catalogue }: { flags: Flags; catalogue: FullCatalogue },
): Promise<void> {
  const entry = catalogue.figures[name] as FigureEntry;
  checkEnding(out, pictures);
  const { split, ...others } = given;
  const options = parse(entry.options, hasSplit(entry) ? given : others, flagOf);
  checkCount(name, entry, paths.length);
  const runs: OpenRun[] = [];
  try {
    // One after the other: they share tfjs's backend, which an engine sets when it loads.
    // A figure that has splits of its own chooses among those of the run.
    const shown = split !== undefined && hasSplit(entry) ? 'test' : split;
    const rows = { engine, ...(data !== undefined && { data }), ...(shown !== undefined && { split: shown }) };
    for (const path of paths) runs.push((await openedShowing(path, rows, catalogue)).run);
    const figure = await entry.draw(runs as unknown as Runs, options, catalogue);
    await writePicture(out, figure.svg({ theme: 'light' }));
    await writeOut(out.replace(/\.(png|svg)$/, '.csv'), csv(figure.columns));
  } finally {
    for (const { model } of runs) model.dispose();
  }
}

function checkCount(name: string, { runs, train }: FigureEntry, given: number): void {
  const more = runs.at(-1)?.endsWith('…') ?? false;
  if (given === runs.length || (more && given > runs.length)) return;
  throw expected({
    where: `figure ${name}`,
    expected:
      runs.length === 0 ? 'no run' : `${runs.length === 1 ? 'a run' : `${runs.length} runs`}: ${runs.join(', ')}`,
    received: given === 0 ? 'none' : String(given),
    todo: train.length > 0 ? `Train with: ${train.join(' && ')}.` : 'Leave them out.',
    code: 'FLAG',
  });
}

function unknown(name: string | undefined, names: readonly string[]) {
  return expected({
    where: 'figure',
    expected: `one of ${names.join(', ')}`,
    received: name ?? 'nothing',
    todo: `${didYouMean(name ?? '', names)}See \`latentkit figure --list\`.`,
    code: 'FLAG',
  });
}

function lineOf([name, { summary, runs, train }]: [string, FigureEntry]): string {
  const command = ['latentkit figure', name, ...runs.map((run) => `<${run}>`)].join(' ');
  return `${name}: ${summary}\n${indented([...train, command])}\n`;
}

const indented = (lines: readonly string[]) => lines.map((line) => `    ${line}\n`).join('');
