import type { Crew } from '../systems/crew.ts';
import type { RunningSystem } from '../systems/start.ts';

/**
 * Let every member work once a round, each round beginning with another one, and collect what they give. A member that breaks is dropped with
 * what it gave.
 */
export async function interleave<T>(
  crew: Crew,
  rounds: number,
  work: (member: RunningSystem) => Promise<readonly T[]>,
): Promise<Map<RunningSystem, T[]>> {
  const collected = new Map(crew.members().map((member): [RunningSystem, T[]] => [member, []]));
  for (let round = 0; round < rounds; round++) {
    const members = crew.members();
    for (let i = 0; i < members.length; i++) {
      const member = members[(i + round) % members.length] as RunningSystem;
      try {
        collected.get(member)?.push(...(await crew.turn(member, () => work(member))));
      } catch (error) {
        crew.drop(member, (error as Error).message);
        collected.delete(member);
      }
    }
  }
  return collected;
}
