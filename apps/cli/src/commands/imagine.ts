import type { FullCatalogue } from '@latentkit/catalogue';
import type { Table } from '@latentkit/core';
import { vocabulary } from '@latentkit/datasets';
import { expected } from '@latentkit/errors';
import { captionScores, imagesOf, sampleIndices, type TextToImageModel } from '@latentkit/models';
import { gridOf, inRows } from '@latentkit/report';
import { picked, requireTextToImage } from '@latentkit/runs';
import { flagOf, parse } from '@latentkit/runs/internal';
import { imageGrid } from '@latentkit/viz';
import { Command } from 'commander';
import { createLogUpdate } from 'log-update';
import { z } from 'zod';
import { addFlags } from '../spec/flags.ts';
import { opened } from './opened.ts';
import { withRun } from './runArguments.ts';
import { checkEnding, pictures, writePicture } from './writeOut.ts';

const options = {
  prompt: z.string().default('').describe('what the images are to show; left out: whatever comes'),
  count: z.int().positive().max(1000).default(8).describe('images'),
  temperature: z.number().positive().default(1).describe('τ of the draws: below 1 likelier indices become likelier'),
  topK: z.int().positive().optional().describe('draw each cell from the k likeliest entries alone'),
  topP: z.number().positive().max(1).optional().describe('draw from the fewest entries of this probability together'),
  guidance: z.number().min(0).default(2).describe('how much the prompt counts, l∅ + s (l − l∅); 1 is no guidance'),
  bestOf: z
    .int()
    .positive()
    .optional()
    .describe('draw so many and keep those that the prompt makes likelier by most, log p(k|t) − log p(k|∅)'),
  seed: z.int().min(0).default(0).describe('decides all that is drawn at random'),
};

type Flags = Readonly<Record<string, unknown>> & { readonly engine: string; readonly out: string };

/** `latentkit imagine <run>`: images for a caption. */
export function imagineCommand(catalogue: FullCatalogue): Command {
  const command = withRun(new Command('imagine')).option(
    '--out <file>',
    'picture to write, .png or .svg',
    'imagined.png',
  );
  return addFlags(command, options).action(async (path: string, { engine, out, ...flags }: Flags) => {
    checkEnding(out, pictures);
    const spec = parse(options, flags, flagOf);
    const candidates = checkedCandidates(spec);
    const run = await opened(path, engine, catalogue);
    try {
      const model = requireTextToImage(run);
      const text = captions(model, spec.prompt, candidates);
      const indices = await drawn(model, { ...spec, engine: run.engine, text });
      const scores = await captionScores(model, { engine: run.engine, text, indices });
      const order = [...scores.keys()];
      if (spec.bestOf !== undefined) order.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
      const kept = order.slice(0, spec.count);
      const images = await imagesOf(model.codes, { engine: run.engine, indices: wholeRows(indices, kept) });
      for (const [place, image] of kept.entries()) process.stdout.write(lineOf(place, scores[image] as number, spec));
      const title = spec.prompt === '' ? 'Images without a caption' : spec.prompt;
      await writePicture(out, imageGrid(gridOf(title, images.shape.slice(1), inRows(images))).svg());
    } finally {
      run.model.dispose();
    }
  });
}

function checkedCandidates({ count, bestOf }: { count: number; bestOf?: number | undefined }): number {
  if (bestOf === undefined || bestOf >= count) return bestOf ?? count;
  throw expected({
    where: '--best-of',
    expected: `at least --count, ${count}`,
    received: String(bestOf),
    todo: 'Draw more, or keep fewer.',
    code: 'FLAG',
  });
}

/** The prompt so many times. @throws CAPTION for a word that the model does not know */
function captions({ options: { words, textLength } }: TextToImageModel, prompt: string, rows: number): Table {
  return vocabulary(words).encode(new Array<string>(rows).fill(prompt), textLength);
}

type Choice = Omit<z.infer<z.ZodObject<typeof options>>, 'count' | 'prompt' | 'bestOf'>;

/** Indices [images, rows, columns]; on a terminal with a line that says how far it is. */
async function drawn(
  model: TextToImageModel,
  { topK, topP, ...options }: Choice & Pick<Parameters<typeof sampleIndices>[1], 'engine' | 'text'>,
): Promise<Table> {
  const { grid } = model.codes;
  const show = process.stderr.isTTY ? createLogUpdate(process.stderr) : undefined;
  const images = options.text.shape[0] as number;
  const narrow = { ...(topK !== undefined && { topK }), ...(topP !== undefined && { topP }) };
  let values: Int32Array = new Int32Array();
  for await (const { cells, indices } of sampleIndices(model, { ...options, ...narrow })) {
    values = indices;
    show?.(`${images} images: cell ${cells} of ${grid[0] * grid[1]}`);
  }
  show?.clear();
  return { values, shape: [images, ...grid], scale: 1 };
}

const wholeRows = (indices: Table, rows: readonly number[]): Table => {
  const { values, shape } = picked(indices, rows);
  return { values: Int32Array.from(values), shape, scale: 1 };
};

function lineOf(place: number, score: number, { prompt }: { prompt: string }): string {
  return prompt === ''
    ? `image ${place + 1}\n`
    : `image ${place + 1}: the prompt makes it ${score.toFixed(1)} nats likelier\n`;
}
