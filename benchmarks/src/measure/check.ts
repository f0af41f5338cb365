import type { NamedJob } from '../job/readJob.ts';
import type { Crew } from '../systems/crew.ts';
import type { SystemName } from '../systems/systems.ts';

/** How far a system's losses are from those of the others. */
export interface Agreement {
  readonly job: string;
  readonly system: SystemName;
  /** Steps that it did in its time. */
  readonly steps: number;
  readonly lastLoss: number;
  /** Largest |loss − median of all systems| / median, over the steps. */
  readonly difference: number;
  readonly tolerance: number;
  readonly agrees: boolean;
}

/**
 * Float32 sums in another order, magnified by Adam: a gradient of nearly nothing moves a weight as much as a large one. Keras's Adam has
 * its ε in another place.
 */
const tolerance = (system: SystemName) => (system.startsWith('keras') ? 5e-3 : 1e-3);

/** Train all members from the same weights on the same batches with the same noise, and compare every loss. */
export async function checkLosses(
  { name }: NamedJob,
  crew: Crew,
  { steps, seconds }: { steps: number; seconds: number },
): Promise<Agreement[]> {
  const runs: { system: SystemName; losses: readonly number[] }[] = [];
  for (const member of crew.members) {
    const { losses } = await crew.turn(member, () => member.ask({ do: 'check', steps, seconds }));
    runs.push({ system: member.name, losses });
  }
  const middle = (step: number) => lowerMedian(runs.flatMap(({ losses }) => losses[step] ?? []));
  return runs.map(({ system, losses }) => {
    const differences = losses.map((loss, step) => Math.abs(loss / middle(step) - 1));
    const difference = Math.max(...differences);
    return {
      job: name,
      system,
      steps: losses.length,
      lastLoss: losses.at(-1) as number,
      difference,
      tolerance: tolerance(system),
      agrees: difference < tolerance(system),
    };
  });
}

/** One of the values itself. */
function lowerMedian(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] as number;
}
