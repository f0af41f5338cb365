import { expected, isLatentKitError } from '@latentkit/errors';
import { priorOf, type Samplers } from '@latentkit/report';
import { drawn } from '@latentkit/runs';
import { type FittedSampler, priorSampler } from '@latentkit/samplers';
import { refusal } from '../protocol/refusal.ts';
import { sizeOf } from '../protocol/tensor.ts';
import { checkedClasses } from './classes.ts';
import { codePort, type Decoding, type Parts, rowsOut } from './networks.ts';
import { type ServedFunction, wholeOf } from './servedFunction.ts';

/** Training examples whose codes a sampler is fitted to, and Gaussians of a mixture: as `latentkit sample` has them. */
const fitted = { codes: 5000, components: 10, seed: 0 };

/**
 * Codes as `latentkit sample` draws them: of the prior where the model has one, which needs no data, else of the normal with the data's covariance.
 *
 * Nothing is read and nothing fitted before the first call, whose fit the later ones share; where it fails, the next call tries again.
 *
 * @throws DATA where the run's data are not where they lay, OPTION for samplers without one called `normal`
 */
export function samplerFor({ run, named }: Parts, samplers: Samplers): () => Promise<FittedSampler> {
  const { model } = run;
  if (model.posterior) {
    const size = sizeOf(model.latentShape as readonly number[]);
    const prior = priorOf(run) ?? priorSampler().from({ size });
    return () => Promise.resolve(prior);
  }
  const { normal } = samplers;
  if (!normal) throw noNormal(Object.keys(samplers));
  run.checkData();
  let made: Promise<FittedSampler> | undefined;
  return () => {
    made ??= normal.fit(run, fitted).catch((cause) => {
      made = undefined;
      throw isLatentKitError(cause) ? unfitted(named('sampler'), cause) : cause;
    });
    return made;
  };
}

/** Observations of codes that a sampler draws; of a table with a likelihood, draws of p(y|z). */
export function samplerOf(parts: Parts, { decode }: Decoding, sampler: () => Promise<FittedSampler>): ServedFunction {
  const { run, units, runner } = parts;
  const classes = checkedClasses(run);
  const most = Math.min(runner.batch.maxQueue, 1000);
  const isTable = run.model.exampleShape.length === 1;
  const latent = run.model.latentShape as readonly number[];
  const whole = { datatype: 'INT32', also: ['INT64', 'UINT8', 'INT16', 'UINT32'], shape: [1] } as const;
  return {
    name: 'sampler',
    summary: 'new observations, decoded from codes that are drawn at random',
    inputs: [
      { ...whole, name: 'count', holds: `how many, from 1 to ${most}` },
      { ...whole, name: 'seed', holds: 'decides what is drawn; 0 where it is left out', optional: true },
      ...(classes
        ? [
            {
              ...whole,
              name: 'class',
              holds: `class from 0 to ${classes.model.classes - 1} of all of them`,
              optional: true,
            },
          ]
        : []),
    ],
    outputs: [...units.out('observation'), { ...codePort(parts), holds: 'the code that each is decoded from' }],
    async infer(inputs, cancelled) {
      const count = wholeOf(inputs.get('count'), { otherwise: 1, least: 1, most });
      const seed = wholeOf(inputs.get('seed'), { otherwise: 0, least: 0, most: 2 ** 31 - 1 });
      const one = classes?.of(inputs);
      const codes = (await sampler()).sample(count, { seed });
      const code = { values: Float32Array.from(codes.values), shape: [count, ...latent] };
      const draws = isTable && !one ? await drawn(run, codes, { seed }) : undefined;
      const label = one && new Float32Array(count).fill(one[0] as number);
      const values = draws?.values ?? (await decode(code, label, cancelled));
      return [...units.fromModel('observation', values, count), rowsOut('code', code.values, code.shape)];
    },
    dispose() {},
  };
}

const noNormal = (names: readonly string[]) =>
  expected({
    where: 'samplers',
    expected: 'one called normal, which a model without a prior needs',
    received: names.join(', ') || 'none',
    todo: 'Pass those of a catalogue.',
    code: 'OPTION',
  });

const unfitted = (where: string, cause: Error) =>
  refusal({
    where,
    expected: 'codes of the training data, to which it is fitted once',
    received: `an error (${cause.message})`,
    todo: 'Whoever runs the server can mend it.',
    code: 'UNFITTED',
    cause,
  });
