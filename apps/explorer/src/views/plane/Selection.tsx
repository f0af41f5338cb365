import { classOf } from '../../run/classOf.ts';
import type { Run } from '../../run/run.ts';
import { StoredImages } from './StoredImages.tsx';

/** Pictures at once: more are counted. */
const most = 48;

interface SelectionProps {
  readonly run: Run;
  readonly rows: readonly number[];
  readonly onClear: () => void;
}

/** The observations of codes that were selected, and how many there are of each class. */
export function Selection({ run, rows, onClear }: SelectionProps) {
  const pictured = rows.filter((row) => row < run.card.images).slice(0, most);
  return (
    <figure class="selection">
      <figcaption>
        <span role="status">{selectionText(run, rows, pictured.length)}</span>
      </figcaption>
      <StoredImages run={run} rows={pictured} />
      <button type="button" onClick={onClear}>
        Clear the selection
      </button>
    </figure>
  );
}

/** `31 codes: 20 of “4”, 11 of “9”; the first 24 with their images` */
export function selectionText(run: Pick<Run, 'card' | 'labels'>, rows: readonly number[], pictured: number): string {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const name = classOf(run, row);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const classes = [...counts].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${count} of “${name}”`);
  const what = run.card.exampleShape.length > 1 ? 'images' : 'rows';
  const shown = pictured < rows.length ? `; ${pictured} of their ${what} are shown` : '';
  return `${rows.length} ${rows.length === 1 ? 'code' : 'codes'} selected${classes.length > 0 ? `: ${classes.join(', ')}` : ''}${shown}.`;
}
