import { useColours } from '../look/useColours.ts';
import { lineLook } from './lineLook.ts';
import { numberOf, timeOf } from './numberOf.ts';
import { columns, type Order } from './order.ts';
import type { RunRow } from './protocol.ts';
import { Swatch } from './RunChart.tsx';

interface RunTableProps {
  /** In the order of the list, oldest first, each with its place in it. */
  readonly rows: readonly { readonly row: RunRow; readonly place: number }[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (id: string, on: boolean) => void;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

/** One row per run: whether its curves are shown, how far it is, what it has reached. */
export function RunTable({ rows, chosen, onChoose, order, onOrder }: RunTableProps) {
  const colours = useColours();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself where the page is narrow
    <section class="wide" tabIndex={0} aria-label="Runs">
      <table class="runs">
        <thead>
          <tr>
            <th scope="col">
              <span class="unseen">shown</span>
            </th>
            {Object.keys(columns).map((name) => (
              <th
                key={name}
                scope="col"
                class={name === 'loss' || name === 'started' ? 'words' : ''}
                aria-sort={order.by === name ? (order.down ? 'descending' : 'ascending') : 'none'}
              >
                <button type="button" onClick={() => onOrder({ by: name, down: order.by === name && !order.down })}>
                  {name}
                  <span aria-hidden="true">{order.by === name ? (order.down ? ' ↓' : ' ↑') : ''}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, place }) => (
            <tr key={row.id} class={chosen.has(row.id) ? 'chosen' : ''}>
              <td>
                <label class="tick">
                  <input
                    type="checkbox"
                    checked={chosen.has(row.id)}
                    onChange={(event) => onChoose(row.id, event.currentTarget.checked)}
                  />
                  <Swatch colour={lineLook(place, colours).colour} />
                  <span class="unseen">show {row.id}</span>
                </label>
              </td>
              <td>{row.report ? <a href={`runs/${encodeURIComponent(row.id)}/report.html`}>{row.id}</a> : row.id}</td>
              <td>{row.model}</td>
              <td>{row.data}</td>
              <td>
                <Status row={row} />
              </td>
              <td>
                <Epochs row={row} />
              </td>
              <td>{numberOf(row.trainCost)}</td>
              <td>{numberOf(row.testCost)}</td>
              <td>{numberOf(row.best?.cost)}</td>
              <td class="words">{row.judgedBy}</td>
              <td>{timeOf(row.seconds)}</td>
              <td class="words">{row.started.slice(0, 16).replace('T', ' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Status({ row: { status, resume, error } }: { readonly row: RunRow }) {
  return (
    <span class={`status ${status}`} title={error ?? (resume && `continue with: ${resume}`)}>
      {status}
    </span>
  );
}

function Epochs({ row: { epochs, asked } }: { readonly row: RunRow }) {
  return (
    <span class="epochs">
      {epochs}/{asked}
      <progress max={asked} value={epochs} aria-label="epochs" />
    </span>
  );
}
