import { emptyCourse, type Outcome } from '../src/sweep/course.ts';
import { decide } from '../src/sweep/decide.ts';
import type { Point } from '../src/sweep/space.ts';
import type { SweepConfig } from '../src/sweep/sweepConfig.ts';
import { hashOf } from '../src/sweep/trialSpecs.ts';

/** A sweep without training. @param choose which of this many jobs in hand ends next; @param course of a trial's metric up to an epoch */
export function simulated(
  config: SweepConfig,
  {
    epochs = 9,
    course: courseOf,
    choose = () => 0,
  }: { epochs?: number; course(point: Point, until: number): Outcome; choose?(inHand: number): number },
) {
  const course = emptyCourse();
  const specOf = (point: Point) => ({ spec: { epochs } as never, hash: hashOf(point) });
  const inHand: number[] = [];
  for (;;) {
    const decided = decide(config, course, specOf);
    if (decided === 'end') return course;
    if (decided === 'wait') {
      const [place] = inHand.splice(choose(inHand.length), 1) as [number];
      const { trial, until } = course.decisions[place] as (typeof course.decisions)[number];
      course.outcomes.set(place, courseOf((course.trials[trial] as { point: Point }).point, until));
      continue;
    }
    const { drawn, ...decision } = decided;
    if (drawn) course.trials.push(drawn);
    inHand.push(course.decisions.push(decision) - 1);
  }
}
