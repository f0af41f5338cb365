/** Seconds, megabytes, workers; `cores` of 0: each worker has one of its own. */
export const usual = {
  step: 0.05,
  localSteps: 200,
  fixed: 0.5,
  megabytes: 8,
  megabytesPerSecond: 100,
  failuresPerHour: 0.1,
  spread: 0.2,
  /** Until a lost worker is replaced by one that takes parts. */
  replaced: 2,
  cores: 0,
};

/** Until a lost worker's part is waiting again: of its lock, renewed every 3 s for 6, 4.5 s are left on average; the next of the workers' checks, every 3 s, puts it back. */
const noticed = 6;
/** The same after a time without any worker, from the start of the first: half of the parts were marked before and go back by its first check, the others by its next. */
const noticedLate = 1.5;
const rounds = 400;

/** @typedef {{ work: number, lost: number[] }} Part seconds of its steps, and those after which each worker before was lost */

/** Uniform numbers in (0, 1): mulberry32. @param {number} seed */
export function uniforms(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
}

/** @param {Float64Array} values */
const least = (values) => values.reduce((before, one) => (one < before ? one : before));

/**
 * Seconds until all parts of a round are done, each by the worker that is free first.
 *
 * @param {readonly Part[]} parts @param {number} places workers, or cores where they are fewer @param {number} replaced seconds until a lost worker is
 */
export function longest(parts, places, replaced) {
  /** When a worker can take a part, and since when it has been alive. */
  const [free, alive] = [new Float64Array(places), new Float64Array(places)];
  const waiting = parts.map((part) => ({ ...part, since: 0, losses: 0 }));
  let end = 0;
  for (let part = waiting.shift(); part; part = waiting.shift()) {
    const worker = free.indexOf(least(free));
    const begin = Math.max(Number(free[worker]), part.since);
    const lostAfter = part.lost[part.losses];
    if (lostAfter === undefined) {
      free[worker] = begin + part.work;
      end = Math.max(end, begin + part.work);
      continue;
    }
    const lost = begin + lostAfter;
    free[worker] = alive[worker] = lost + replaced;
    const since = Math.max(lost + noticed, least(alive) + noticedLate);
    waiting.push({ ...part, since, losses: part.losses + 1 });
    waiting.sort((a, b) => a.since - b.since);
  }
  return end;
}

/**
 * A part as it may go: a worker's speed in a round is e^N(0, spread²), and it is lost at a rate.
 *
 * @param {() => number} uniform @param {Pick<typeof usual, 'step' | 'localSteps' | 'failuresPerHour' | 'spread'>} of
 * @returns {Part}
 */
export function drawnPart(uniform, { step, localSteps, failuresPerHour, spread }) {
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  /** @type {number[]} */
  const lost = [];
  for (;;) {
    const work = localSteps * step * Math.exp(spread * normal());
    const failsAfter = (-Math.log(uniform()) * 3600) / failuresPerHour;
    if (!(failsAfter < work)) return { work, lost };
    lost.push(failsAfter);
  }
}

/**
 * Mean seconds of a round.
 *
 * @param {number} workers @param {typeof usual} of
 */
export function secondsARound(workers, of) {
  const uniform = uniforms(workers);
  // In both directions, through the link of whoever holds the folder.
  const transfer = (2 * workers * of.megabytes) / of.megabytesPerSecond;
  const places = of.cores > 0 ? Math.min(of.cores, workers) : workers;
  let sum = 0;
  for (let round = 0; round < rounds; round++) {
    const parts = Array.from({ length: workers }, () => drawnPart(uniform, of));
    sum += longest(parts, places, of.replaced) + transfer + of.fixed;
  }
  return sum / rounds;
}
