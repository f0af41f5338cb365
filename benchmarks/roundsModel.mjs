// What K workers that train in rounds would do, with failures and stragglers.
//
//   node benchmarks/roundsModel.mjs [--step 0.05] [--localSteps 200] [--fixed 0.5] [--megabytes 8] [--megabytesPerSecond 100]
//                                   [--failuresPerHour 0.1] [--spread 0.2] [--replaced 2] [--cores 0]
//
// A round: every worker reads the state (the leader's link is shared by all), trains, writes its end; the part of one that is lost waits again after 6 s, for the next free
// worker, and after `replaced` seconds there is another in its place. Lost parts are noticed by workers that live: where all are lost, once the first is replaced. A worker's speed in a round is e^N(0, spread²). `cores` > 0 lets so many parts run at a time, as on one machine. Plain numbers, seeded.
import { parseArgs } from 'node:util';
import { secondsARound, usual } from './rounds/secondsARound.mjs';

const { values } = parseArgs({
  options: Object.fromEntries(
    [
      'step',
      'localSteps',
      'fixed',
      'megabytes',
      'megabytesPerSecond',
      'failuresPerHour',
      'spread',
      'replaced',
      'cores',
    ].map((name) => [name, { type: /** @type {const} */ ('string') }]),
  ),
});
const given = Object.entries(values).map(([name, text]) => [name, Number(text)]);
/** @type {typeof usual} */
const setting = { ...usual, ...Object.fromEntries(given) };
/** @param {number} value @param {number} width */
const cell = (value, width) => value.toPrecision(4).padStart(width);

const alone = setting.localSteps * setting.step;
console.log(JSON.stringify(setting));
console.log('workers  seconds per round  times as fast  share of ideal');
for (const workers of [1, 2, 4, 8, 16, 32, 64, 125, 250, 500, 1000]) {
  const seconds = secondsARound(workers, setting);
  const speedUp = (workers * alone) / seconds;
  console.log(
    `${String(workers).padStart(7)} ${cell(seconds, 16)} ${cell(speedUp, 14)} ${cell(speedUp / workers, 15)}`,
  );
}
