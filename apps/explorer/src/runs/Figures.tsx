import { useState } from 'preact/hooks';
import { Select } from '../parts/Select.tsx';
import type { RunRow } from './protocol.ts';

const first = ['samples', 'reconstructions', 'latent', 'manifold'];

/** One figure of each chosen run, side by side, as soon as it is drawn. */
export function Figures({ rows }: { readonly rows: readonly RunRow[] }) {
  const names = [...new Set(rows.flatMap(({ figures }) => figures))];
  const [wanted, setWanted] = useState('');
  const name = names.includes(wanted) ? wanted : (first.find((one) => names.includes(one)) ?? names[0]);
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">Figures</h2>
      {name === undefined ? (
        <p class="quiet">Drawn when a run has ended.</p>
      ) : (
        <>
          <Select label="figure" value={name} options={names.map((one) => [one, one] as const)} onChange={setWanted} />
          <div class="figures">
            {rows
              .filter(({ figures }) => figures.includes(name))
              .map((row) => (
                <figure key={row.id}>
                  <a href={address(row, name, 'svg')}>
                    <img src={address(row, name, 'svg')} alt={`${name} of ${row.id}`} loading="lazy" />
                  </a>
                  <figcaption>
                    {row.id} ·{' '}
                    <a href={address(row, name, 'png')} download={`${row.id}-${name}.png`}>
                      PNG
                    </a>{' '}
                    ·{' '}
                    <a href={address(row, name, 'csv')} download={`${row.id}-${name}.csv`}>
                      CSV
                    </a>
                  </figcaption>
                </figure>
              ))}
          </div>
        </>
      )}
    </section>
  );
}

/** Anew when the run has gone on. */
const address = ({ id, revision }: RunRow, name: string, kind: string) =>
  `runs/${encodeURIComponent(id)}/figures/${name}.${kind}?${encodeURIComponent(revision)}`;
