import type { FullCatalogue } from '@latentkit/catalogue';
import { expected } from '@latentkit/errors';
import { isImageCodes, isTextToImage, type LatentModel } from '@latentkit/models';
import type { FitOptions, SamplerEntry } from '@latentkit/report';
import type { OpenRun } from '@latentkit/runs';
import { drawing } from '../commands/drawing.ts';
import { classesOf, givenClass } from '../commands/givenClass.ts';
import { opened } from '../commands/opened.ts';

/** The flags of `sample` that decide what is drawn. */
export interface SampleFlags extends FitOptions {
  readonly engine: string;
  readonly data?: string;
  readonly sampler?: string;
  readonly count: number;
  readonly mean: boolean;
  readonly class?: string;
}

/** What is to be drawn: this many samples of each model, which is that of the run or of one of its classes. */
export interface Drawing {
  readonly run: OpenRun;
  readonly models: readonly { readonly model: LatentModel; readonly name?: string }[];
  readonly codes: Awaited<ReturnType<SamplerEntry['fit']>>;
  readonly title: string;
  readonly seed: number;
  readonly count: number;
  readonly draws: boolean;
}

/** A run with a sampler of its codes, fitted. The caller disposes of the run's model. */
export async function sampled(path: string, flags: SampleFlags, catalogue: FullCatalogue): Promise<Drawing> {
  const { engine, data, sampler, count, mean, class: label, ...fit } = flags;
  const run = await opened(path, engine, catalogue, data);
  try {
    checkDensity(run);
    const classes = label === undefined ? undefined : classesOf(run, label);
    const models: Drawing['models'] = classes?.map((one) => ({
      model: givenClass(run, one.label),
      ...(label === 'all' && { name: one.name }),
    })) ?? [{ model: run.model }];
    const name = sampler ?? (run.model.posterior ? 'prior' : 'normal');
    if (name === 'mixture') checkComponents(fit, (await run.data()).train.y.shape[0] as number);
    const entry = catalogue.samplers[name] as SamplerEntry;
    const codes = await entry.fit(run, fit);
    const isTable = run.model.exampleShape.length === 1;
    return { run, models, codes, title: entry.title(fit, run), seed: fit.seed, count, draws: isTable && !mean };
  } catch (error) {
    run.model.dispose();
    throw error;
  }
}

/** @throws RUN for codes that are entries of a codebook, which have no density */
function checkDensity(run: OpenRun): void {
  const { path, spec, model } = run;
  const words = isTextToImage(model);
  if (!words && !isImageCodes(model)) return;
  throw expected({
    where: `run ${path}`,
    expected: 'a model whose codes have a density',
    received: `${spec.model}, whose codes are entries of a codebook`,
    todo: `${words ? 'Draw images by' : 'Learn to draw them:'} ${drawing(run)}.`,
    code: 'RUN',
  });
}

/** @throws FLAG for more Gaussians than there are codes */
function checkComponents({ components, codes }: FitOptions, examples: number): void {
  const most = Math.min(codes, examples);
  if (components <= most) return;
  throw expected({
    where: '--components',
    expected: `at most ${most}, one for each code`,
    received: String(components),
    todo: 'Ask for fewer, or fit more codes.',
    code: 'FLAG',
  });
}
