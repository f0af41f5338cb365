import type { Split } from '@latentkit/datasets';
import { evaluation } from '../entry/evaluation.ts';
import type { OpenRun } from '../folder/openRun.ts';

/** What a run's model tells of itself on a split beside what judges it, each number by a name with its unit; nothing for most models. */
export async function measuresOf(
  { engine, spec, entry, model, data }: OpenRun,
  split: Split,
): Promise<Readonly<Record<string, number>>> {
  const measures = entry.measures?.(spec);
  if (!measures) return {};
  const judge = entry.judge(spec);
  return measures(model, {
    split,
    data: await data(),
    engine,
    means: async (terms) => {
      const each = { ...judge, terms: (_: unknown, batch: Parameters<typeof terms>[0]) => terms(batch) };
      return (await evaluation({ engine, spec, entry, model, split, judge: each })).terms;
    },
  });
}
