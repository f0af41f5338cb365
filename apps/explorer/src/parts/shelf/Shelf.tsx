import { useId, useMemo, useState } from 'preact/hooks';
import { rowName } from '../../run/classOf.ts';
import { observation } from '../../run/observation.ts';
import type { Run } from '../../run/run.ts';
import { Picture } from '../picture/Picture.tsx';
import { Select } from '../Select.tsx';
import { rowsOf } from './rowsOf.ts';

interface ShelfProps {
  readonly run: Run;
  /** What is chosen here. */
  readonly legend: string;
  readonly row: number;
  readonly onPick: (row: number) => void;
  /** Pictures on one page. */
  readonly page?: number;
}

/** Stored observations to choose one of, by class and page. */
export function Shelf({ run, legend, row, onPick, page = 12 }: ShelfProps) {
  const group = useId();
  const [label, setLabel] = useState('');
  const [first, setFirst] = useState(0);
  const rows = useMemo(() => rowsOf(run, label === '' ? undefined : Number(label)), [run, label]);
  const classes = (run.card.labels ?? []).map((name, i) => [String(i), name] as const);
  return (
    <fieldset class="shelf">
      <legend>{legend}</legend>
      <div class="rows">
        {rows.slice(first, first + page).map((index) => (
          <label key={index}>
            <input
              type="radio"
              name={group}
              checked={index === row}
              aria-label={rowName(run, index)}
              onChange={() => onPick(index)}
            />
            <Picture values={observation(run, index)} shape={run.card.exampleShape} among={run.images} />
          </label>
        ))}
      </div>
      <div class="controls">
        {classes.length > 0 && (
          <Select
            label="of class"
            value={label}
            options={[['', 'any'], ...classes]}
            onChange={(value) => {
              setLabel(value);
              setFirst(0);
            }}
          />
        )}
        <button type="button" onClick={() => setFirst(first + page < rows.length ? first + page : 0)}>
          More
        </button>
      </div>
    </fieldset>
  );
}
