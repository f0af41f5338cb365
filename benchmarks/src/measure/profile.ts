import type { NamedJob } from '../job/readJob.ts';
import type { Profile } from '../ours/profile.ts';
import type { Crew } from '../systems/crew.ts';

export interface ProfileRow extends Profile {
  readonly job: string;
  readonly threads: number;
}

/** Where the time of the compiled engine's epoch goes. */
export async function profileEpoch(
  { name }: NamedJob,
  crew: Crew,
  { threads, folder }: { threads: number; folder: string },
): Promise<ProfileRow[]> {
  const member = crew.members().find((each) => each.name === 'compiled');
  if (!member) return [];
  const found = await crew.turn(member, () => member.ask({ do: 'profile', folder }));
  return [{ job: name, threads, ...found }];
}
