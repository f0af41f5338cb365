import { textOf } from '../pages/files.ts';
import { digits, spread, table } from './table.ts';

const jobs: Readonly<Record<string, string>> = {
  A: 'linear autoencoder 784-128-64-12-2',
  B: 'convolutional autoencoder',
  C: 'VAE 784-400-20',
  D: 'VAE 784-512-256-16',
};
const names: Readonly<Record<string, string>> = {
  compiled: 'LatentKit, compiled',
  torch: 'PyTorch eager',
  'torch-fused': 'PyTorch, fused Adam',
  'torch-compile': 'torch.compile, fused Adam',
  jax: 'JAX jit',
};

interface Measured {
  readonly date: string;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly vectors: string; readonly node: string };
}
interface Steps extends Measured {
  readonly rows: readonly { readonly job: string; readonly system: string; readonly medianMs: number }[];
}
interface Epochs extends Measured {
  readonly epochs: readonly { job: string; system: string; seconds: number; peakBytes: number }[];
}
interface Inference extends Measured {
  readonly inference: readonly { job: string; call: string; images: number; system: string; medianMs: number }[];
}
interface Spread {
  readonly mean: number;
  readonly deviation: number | null;
}
interface Quality {
  readonly rows: readonly (Spread & {
    readonly model: string;
    readonly flags: readonly string[];
    readonly figure: string;
    readonly seeds: readonly number[];
    readonly pytorch: Spread;
  })[];
}
interface LearningRules {
  readonly rows: readonly {
    readonly autoencoder: string;
    readonly rule: string;
    readonly mean: number;
    readonly secondsPerEpoch: readonly number[];
  }[];
}

interface Reproduced {
  readonly rows: Readonly<
    Record<
      string,
      Spread & {
        readonly title: string;
        readonly figure: string;
        readonly published: readonly {
          readonly value: number;
          readonly deviation?: number;
          readonly source: string;
          readonly url: string;
        }[];
        readonly theirs: string;
        readonly note?: string;
        readonly machine: string;
        readonly command: string;
        readonly seeds: readonly number[];
        readonly seconds: number;
        readonly verdict: string;
      }
    >
  >;
}

const read = <T>(name: string): T => JSON.parse(textOf(`benchmarks/results/${name}.json`));
const machineOf = ({ machine, date }: Measured) =>
  `${machine.cpu}, ${machine.cores} cores, ${machine.vectors}, Node ${machine.node}, ${date.slice(0, 10)}.`;

/** Milliseconds of jobs by systems. */
function byJob(rows: readonly { job: string; system: string; medianMs: number }[]): string {
  const systems = [...new Set(rows.map(({ system }) => system))];
  const lines = [...new Set(rows.map(({ job }) => job))].map((job) => {
    const times = systems.map((system) => rows.find((row) => row.job === job && row.system === system)?.medianMs);
    const least = Math.min(...times.filter((time) => time !== undefined));
    const cells = times.map((time) =>
      time === undefined ? '' : time === least ? `**${digits(time)}**` : digits(time),
    );
    return [jobs[job] ?? job, ...cells];
  });
  return table(['job', ...systems.map((system) => names[system] ?? system)], lines);
}

const ofSteps = (measured: Steps) => `${byJob(measured.rows)}\n\n${machineOf(measured)}`;

/** Every table of results by its name, read from benchmarks/results. */
export const tables: Readonly<Record<string, () => string>> = {
  steps: () => ofSteps(read('steps')),
  'other-jobs': () => ofSteps(read('other-jobs')),
  'other-jobs-avx2': () => ofSteps(read('other-jobs-avx2')),
  quality: () =>
    table(
      ['model', 'what', 'seeds', 'LatentKit', 'PyTorch'],
      read<Quality>('quality').rows.map(({ model, flags, figure, seeds, mean, deviation, pytorch }) => [
        `\`${[model, ...flags].join(' ')}\``,
        figure,
        String(seeds.length),
        spread(mean, deviation),
        spread(pytorch.mean, pytorch.deviation),
      ]),
    ),
  'learning-rules': () =>
    table(
      ['autoencoder', 'learning rule', 'squared error per pixel', 'seconds per epoch'],
      read<LearningRules>('learning-rules').rows.map(({ autoencoder, rule, mean, secondsPerEpoch }) => [
        autoencoder,
        rule,
        digits(mean),
        digits(secondsPerEpoch[0] as number),
      ]),
    ),
  epochs() {
    const measured = read<Epochs>('epochs');
    return `${table(
      ['job', 'system', 'second epoch, s', 'peak memory, MiB'],
      measured.epochs.map(({ job, system, seconds, peakBytes }) => [
        jobs[job] ?? job,
        names[system] ?? system,
        digits(seconds),
        String(Math.round(peakBytes / 2 ** 20)),
      ]),
    )}\n\n${machineOf(measured)}`;
  },
  published: () =>
    table(
      ['what', 'published', 'ours', 'verdict', 'seeds × time'],
      Object.entries(read<Reproduced>('reproduce').rows).map(([name, row]) => [
        `${row.title} (\`${name}\`): ${row.figure}`,
        row.published
          .map(({ value, deviation, source, url }) => {
            const figure = deviation === undefined ? String(Number(value.toPrecision(4))) : spread(value, deviation);
            return `${figure} (${url ? `[${source}](${url})` : source})`;
          })
          .join('; ') || 'none',
        spread(row.mean, row.deviation),
        row.verdict,
        `${row.seeds.length} × ${row.seconds} s`,
      ]),
    ),
  'published-commands': () =>
    Object.entries(read<Reproduced>('reproduce').rows)
      .map(([name, { command, seeds, machine, theirs, note }]) => {
        const how = `- \`${name}\`: \`${command}\`, ${seeds.length > 1 ? 'seeds' : 'seed'} ${seeds.join(', ')}, on ${machine}.`;
        return [how, theirs && `Theirs: ${theirs}.`, note && `${note}.`].filter(Boolean).join(' ');
      })
      .join('\n'),
  inference() {
    const measured = read<Inference>('inference');
    return `${table(
      ['job', 'call', 'images', 'system', 'ms'],
      measured.inference.map(({ job, call, images, system, medianMs }) => [
        jobs[job] ?? job,
        call,
        String(images),
        names[system] ?? system,
        digits(medianMs),
      ]),
    )}\n\n${machineOf(measured)}`;
  },
};
