import { Picture } from '../../parts/picture/Picture.tsx';
import { rowName } from '../../run/classOf.ts';
import { observation } from '../../run/observation.ts';
import type { Run } from '../../run/run.ts';

/** The observations of rows that a run stores, each with its name. */
export function StoredImages({ run, rows }: { readonly run: Run; readonly rows: readonly number[] }) {
  return (
    <div class="neighbors">
      {rows.map((row) => (
        <Picture
          key={row}
          values={observation(run, row)}
          shape={run.card.exampleShape}
          among={run.images}
          label={rowName(run, row)}
        />
      ))}
    </div>
  );
}
