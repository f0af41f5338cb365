// Two workers on two cores beside one on one, and the model of `roundsModel.mjs` beside real rounds of two to four processes.
//
//   pnpm build && node --import tsx benchmarks/roundsSpeed.mjs benchmarks/results/roundsSpeed.json [--turns 5] [--examples 12000]
//
// All settings take turns, each pinned to its cores; a figure is the median over turns of the median epoch, the first left out: it starts processes. `others` is the share
// of all cores that other processes had meanwhile; it belongs beside every figure. The model takes the seconds of a step from plain training and what a round costs beside
// its steps from one setting, and foretells the others.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { secondsARound, usual } from './rounds/secondsARound.mjs';
import { median, trained } from './rounds/trained.mjs';
import { machine } from './src/report/machine.ts';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { turns: { type: 'string', default: '5' }, examples: { type: 'string', default: '12000' } },
});
const [batchSize, epochs] = [128, 4];
const batches = Math.ceil(Number(flags.examples) / batchSize);
const job = ['convolutional-vae', '--data', 'mnist', '--examples', flags.examples, '--epochs', String(epochs)];
const fixed = ['--batch-size', String(batchSize), '--seed', '1', '--threads', '1', '--engine', 'compiled'];

/** Rounds an epoch, workers, and the cores that they have. */
const settings = [
  { workers: 1, rounds: 0, cores: '0' },
  { workers: 2, rounds: 1, cores: '0,1' },
  { workers: 2, rounds: 2, cores: '0,1' },
  { workers: 2, rounds: 1, cores: '0' },
  { workers: 3, rounds: 1, cores: '0,1' },
  { workers: 4, rounds: 1, cores: '0,1' },
];
/** @typedef {(typeof settings)[number]} Setting */

/** @param {Setting} setting */
const stepsOf = ({ workers, rounds }) => Math.ceil(batches / workers / Math.max(1, rounds));

/** @param {Setting} setting */
function turn(setting) {
  const shared = ['--workers', String(setting.workers), '--local-steps', String(stepsOf(setting))];
  const more = setting.rounds === 0 ? [] : shared;
  const { seconds, others, parameters } = trained([...job, ...fixed, ...more], setting);
  return { seconds: median(seconds.slice(1)), others, parameters };
}

/** @type {ReturnType<typeof turn>[][]} */
const turns = settings.map(() => []);
for (let i = 0; i < Number(flags.turns); i++)
  for (const [at, setting] of settings.entries()) {
    turns[at]?.push(turn(setting));
    report();
  }

/** What is known so far, printed once all have had their turn. */
function report() {
  if (turns.some((all) => all.length === 0)) return;
  const measured = turns.map((all) => median(all.map(({ seconds }) => seconds)));
  const [plain = Number.NaN, calibration = Number.NaN] = measured;
  const step = plain / batches;
  /** @param {Setting} setting @param {number} beside */
  const foretold = (setting, beside) => {
    const cores = setting.cores.split(',').length;
    const of = { ...usual, step, localSteps: stepsOf(setting), fixed: beside, megabytes: 0, spread: 0, cores };
    return setting.rounds * secondsARound(setting.workers, { ...of, failuresPerHour: 1e-9 });
  };
  const beside = calibration - foretold(/** @type {Setting} */ (settings[1]), 0);
  const rows = settings.map((setting, i) => ({
    ...setting,
    localSteps: stepsOf(setting),
    secondsAnEpoch: measured[i],
    foretold: setting.rounds === 0 ? plain : foretold(setting, beside),
    timesAsFast: median((turns[i] ?? []).map(({ seconds }, at) => Number(turns[0]?.[at]?.seconds) / seconds)),
    others: median((turns[i] ?? []).map(({ others }) => others)),
    turns: turns[i]?.map(({ seconds }) => seconds),
  }));
  const megabytes = (12 * Number(turns[0]?.[0]?.parameters)) / 1e6;
  const about = { date: new Date().toISOString().slice(0, 10), machine: machine(), job: [...job, ...fixed].join(' ') };
  const result = { ...about, secondsAStep: step, secondsBesideSteps: beside, megabytesOfAState: megabytes, rows };
  if (positionals[0]) writeFileSync(positionals[0], `${JSON.stringify(result, null, 2)}\n`);
  if (turns.some((all) => all.length < Number(turns[0]?.length))) return;
  console.log(
    `turn ${turns[0]?.length}: a step ${(1000 * step).toFixed(1)} ms, a round ${beside.toFixed(2)} s beside its steps`,
  );
  for (const { workers, rounds, cores, secondsAnEpoch, foretold: told, timesAsFast, others } of rows)
    console.log(
      `  ${workers} on cores ${cores}, ${rounds} rounds: ${secondsAnEpoch?.toFixed(2)} s an epoch (the model: ${told.toFixed(2)}), ` +
        `${timesAsFast.toFixed(2)} times as fast; others had ${(100 * others).toFixed(0)} % of the cores`,
    );
}
