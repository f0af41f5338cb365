import type { FullCatalogue } from '@latentkit/catalogue';
import { expected } from '@latentkit/errors';
import type { FigureEntry, Runs } from '@latentkit/report';
import type { OpenRun } from '@latentkit/runs';
import { didYouMean, flagOf, parse } from '@latentkit/runs/internal';
import { csv } from '@latentkit/viz';
import { Command } from 'commander';
import { addFlags } from '../spec/flags.ts';
import { opened } from './opened.ts';
import { checkEnding, pictures, writeOut, writePicture } from './writeOut.ts';

type Flags = Readonly<Record<string, unknown>> & { readonly engine: string; readonly out: string };

/** `latentkit figure <name> <run…> [flags]`, and `latentkit figure --list`. */
export function figureCommand(catalogue: FullCatalogue): Command {
  const command = new Command('figure')
    .enablePositionalOptions()
    .argument('[name]', 'see --list')
    .argument('[run...]', 'folders that `latentkit train` wrote')
    .option('--list', 'list the figures, what each is drawn from and how to train it')
    .action((name: string | undefined, _runs: unknown, { list }: { list?: boolean }) => {
      if (list !== true) throw unknown(name, Object.keys(catalogue.figures));
      process.stdout.write(Object.entries(catalogue.figures).map(lineOf).join(''));
    });
  for (const [name, entry] of Object.entries(catalogue.figures)) {
    const ofFigure = new Command(name)
      .description(entry.summary)
      .argument('[run...]', entry.runs.length > 0 ? `folders of: ${entry.runs.join(', ')}` : 'none is needed')
      .option('--engine <name>', 'what runs the models (see `latentkit doctor`)', 'auto')
      .option('--out <file>', 'picture to write, .png or .svg; its numbers go beside it as .csv', `${name}.png`);
    if (entry.train.length > 0) ofFigure.addHelpText('after', `\nTrain for it:\n${indented(entry.train)}`);
    command.addCommand(
      addFlags(ofFigure, entry.options).action((paths: string[], flags: Flags) =>
        drawFigure(name, paths, { flags, catalogue }),
      ),
    );
  }
  return command;
}

async function drawFigure(
  name: string,
  paths: readonly string[],
  { flags: { engine, out, ...flags }, catalogue }: { flags: Flags; catalogue: FullCatalogue },
): Promise<void> {
  const entry = catalogue.figures[name] as FigureEntry;
  checkEnding(out, pictures);
  const options = parse(entry.options, flags, flagOf);
  checkCount(name, entry, paths.length);
  const runs: OpenRun[] = [];
  try {
    // One after the other: they share tfjs's backend, which an engine sets when it loads.
    for (const path of paths) runs.push(await opened(path, engine, catalogue));
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
