import type { FullCatalogue } from '@latentkit/catalogue';
import type { Engine, Table } from '@latentkit/core';
import { vocabulary } from '@latentkit/datasets';
import { expected } from '@latentkit/errors';
import {
  captionFit,
  imagesOf,
  ranking,
  type SampleOptions,
  sampleIndices,
  type TextToImageModel,
  usualDraw,
} from '@latentkit/models';
import { picked, requireTextToImage } from '@latentkit/runs';
import { flagOf, parse } from '@latentkit/runs/internal';
import { Command } from 'commander';
import { z } from 'zod';
import { primeOf } from '../imagine/primeOf.ts';
import { sheet } from '../imagine/sheet.ts';
import { busy } from '../progress/busy.ts';
import { addFlags } from '../spec/flags.ts';
import { opened } from './opened.ts';
import { withRun } from './runArguments.ts';
import { checkEnding, pictures, writePicture } from './writeOut.ts';

/** Images at once: their keys and values lie in memory. */
const mostImages = 1000;

const options = {
  prompt: z.string().default('').describe('caption of the images; without one, the model draws whatever it likes'),
  count: z.int().positive().max(mostImages).default(8).describe('how many images'),
  temperature: z
    .number()
    .positive()
    .default(usualDraw.temperature)
    .describe('sampling temperature: below 1 makes likely tokens more likely'),
  topK: z.int().positive().optional().describe('sample each token from the k most likely ones only'),
  topP: z
    .number()
    .positive()
    .max(1)
    .optional()
    .describe('sample from the smallest set of tokens whose probabilities sum to at least this'),
  guidance: z
    .number()
    .min(0)
    .default(usualDraw.guidance)
    .describe('classifier-free guidance: how strongly images follow the prompt; 1 means no guidance'),
  bestOf: z
    .int()
    .positive()
    .max(mostImages)
    .optional()
    .describe(
      'draw this many and keep those that match the prompt best: of the likelier half, by log p(k|t) − log p(k|∅)',
    ),
  image: z.string().min(1).optional().describe('image file whose top rows are kept; the rest is drawn'),
  rows: z.int().positive().optional().describe('how many rows of tokens to keep from --image (default: half)'),
  seed: z.int().min(0).default(0).describe('random seed'),
};

type Flags = Readonly<Record<string, unknown>> & { readonly engine: string; readonly out: string };
type Spec = z.infer<z.ZodObject<typeof options>>;

/** `latentkit imagine <run>`: images for a caption. */
export function imagineCommand(catalogue: FullCatalogue): Command {
  const command = withRun(new Command('imagine')).option(
    '--out <file>',
    'picture of all images to write, .png or .svg',
    'imagined.png',
  );
  return addFlags(command, options).action(async (path: string, { engine, out, ...flags }: Flags) => {
    checkEnding(out, pictures);
    const spec = withWords(parse(options, flags, flagOf));
    const candidates = checkedCandidates(spec);
    const run = await opened(path, engine, catalogue);
    try {
      const model = requireTextToImage(run);
      const text = captions(model, spec.prompt, candidates);
      const given = await primeOf(model, spec, { engine: run.engine, images: candidates });
      const indices = await drawn(model, { ...choiceOf(spec), ...given, engine: run.engine, text });
      const told = spec.prompt !== '';
      const fit = told ? await captionFit(model, { engine: run.engine, text, indices }) : undefined;
      const order = fit && spec.bestOf !== undefined ? ranking(fit) : Array.from({ length: candidates }, (_, i) => i);
      const kept = order.slice(0, spec.count);
      const images = await imagesOf(model.codes, { engine: run.engine, indices: wholeRows(indices, kept) });
      const nats = (image: number) => (fit?.scores[image] ?? Number.NaN).toFixed(1);
      for (const [place, image] of kept.entries()) {
        const says = told ? `: ${gain(fit?.scores[image] ?? Number.NaN)}` : '';
        process.stdout.write(`image ${place + 1}${says}\n`);
      }
      const title = [told ? spec.prompt : 'Images without a caption', ...(given ? [given.about] : [])].join('; ');
      await writePicture(out, sheet(title, images, told ? kept.map((image) => `${nats(image)} nats`) : []));
    } finally {
      run.model.dispose();
    }
  });
}

/** What log p(k|t) − log p(k|∅) says of an image. */
const gain = (nats: number) =>
  `with the prompt it is ${Math.abs(nats).toFixed(1)} nats ${nats < 0 ? 'less' : 'more'} likely than without`;

/** A prompt of spaces and marks alone says nothing. */
const withWords = (spec: Spec): Spec => ({
  ...spec,
  prompt: vocabulary([spec.prompt]).words.length > 0 ? spec.prompt.trim() : '',
});

function checkedCandidates({ count, bestOf, prompt }: Spec): number {
  if (bestOf === undefined) return count;
  if (prompt === '') {
    const todo = 'Give a prompt, or leave --best-of out.';
    throw expected({
      where: '--best-of',
      expected: 'a --prompt to rank images by',
      received: 'none',
      todo,
      code: 'FLAG',
    });
  }
  if (bestOf >= count) return bestOf;
  throw expected({
    where: '--best-of',
    expected: `at least --count, ${count}`,
    received: String(bestOf),
    todo: 'Draw more, or keep fewer.',
    code: 'FLAG',
  });
}

/** The prompt, n times. @throws CAPTION for a word that the model does not know */
function captions({ options: { words, textLength } }: TextToImageModel, prompt: string, rows: number): Table {
  return vocabulary(words).encode(new Array<string>(rows).fill(prompt), textLength);
}

/** How tokens are drawn. Without a prompt there is nothing to guide by, at half the cost. */
const choiceOf = ({ prompt, temperature, topK, topP, guidance, seed }: Spec) => ({
  temperature,
  seed,
  guidance: prompt === '' ? 1 : guidance,
  ...(topK !== undefined && { topK }),
  ...(topP !== undefined && { topP }),
});

/** Indices [images, rows, columns]; on a terminal with a line that says how far it is. */
async function drawn(model: TextToImageModel, options: SampleOptions & { engine: Engine }): Promise<Table> {
  const { grid } = model.codes;
  const images = options.text.shape[0] as number;
  const line = busy();
  let values: Int32Array = new Int32Array();
  try {
    for await (const { cells, indices } of sampleIndices(model, options)) {
      values = indices;
      line.now(`drawing ${images} ${images === 1 ? 'image' : 'images'}: token ${cells} of ${grid[0] * grid[1]}…`);
    }
  } finally {
    line.done();
  }
  return { values, shape: [images, ...grid], scale: 1 };
}

const wholeRows = (indices: Table, rows: readonly number[]): Table => {
  const { values, shape } = picked(indices, rows);
  return { values: Int32Array.from(values), shape, scale: 1 };
};
