import { useEffect, useMemo, useState } from 'preact/hooks';
import { wordsOf } from '../look/wordsOf.ts';
import { Choice } from '../parts/Choice.tsx';
import { Failure } from '../parts/Failure.tsx';
import { Select } from '../parts/Select.tsx';
import { addressOf, readAddress, type Shown } from './address.ts';
import { Differences } from './Differences.tsx';
import { Figures } from './Figures.tsx';
import { Now } from './Now.tsx';
import { inOrder } from './order.ts';
import type { RunRow } from './protocol.ts';
import { RunChart } from './RunChart.tsx';
import { RunTable } from './RunTable.tsx';
import { quantities, seriesOf } from './series.ts';
import { useCurves } from './useCurves.ts';
import { useRuns } from './useRuns.ts';

const shownAtFirst = 4;
const none: readonly RunRow[] = [];

/** All runs of a folder: a table, curves over common axes, settings that differ, figures. */
export function RunsPage() {
  const { index, gone } = useRuns();
  const [shown, setShown] = useShown();
  const [order, setOrder] = useState({ by: 'started', down: true });
  const [words, setWords] = useState('');
  const runs = index?.runs ?? none;
  const chosen = new Set(shown.runs ?? runs.slice(-shownAtFirst).map(({ id }) => id));
  const placed = runs.map((row, place) => ({ row, place }));
  const picked = placed.filter(({ row }) => chosen.has(row.id));
  const curves = useCurves(picked.map(({ row }) => row));
  const offered = quantities(picked.flatMap(({ row }) => curves.get(row.id) ?? []));
  const show = offered.includes(shown.show) ? shown.show : 'loss';
  const series = useMemo(
    () => seriesOf(picked, curves, { show, x: shown.x }),
    [curves, show, shown.x, picked.map(({ row }) => row.id).join()],
  );
  const losses = new Set(picked.map(({ row }) => row.judgedBy));
  const choose = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setShown({ ...shown, runs: [...next] });
  };
  return (
    <>
      <header class="top">
        <h1>
          LatentKit <span>runs</span>
        </h1>
        {index && (
          <p class="quiet">
            {index.folder}: {countOf(runs)}
          </p>
        )}
      </header>
      <main>
        <Failure words={gone ? 'The server does not answer. Start it again with latentkit ui.' : undefined} />
        {index === undefined && !gone && (
          <p class="quiet" role="status">
            Reading the runs…
          </p>
        )}
        {index && runs.length === 0 && (
          <p class="quiet">
            No runs yet. <code>latentkit train autoencoder</code> starts one, and it appears here.
          </p>
        )}
        {runs.length > 0 && (
          <>
            <section class="curves" aria-labelledby="curves">
              <h2 id="curves">Curves</h2>
              <div class="controls">
                <Select
                  label="show"
                  value={show}
                  options={offered.map(
                    (name) =>
                      [name, name === 'loss' && losses.size === 1 ? `loss: ${[...losses][0]}` : wordsOf(name)] as const,
                  )}
                  onChange={(name) => setShown({ ...shown, show: name })}
                />
                <Choice
                  legend="over"
                  value={shown.x}
                  options={[{ name: 'epoch' }, { name: 'step' }]}
                  onChange={(x) => setShown({ ...shown, x: x as Shown['x'] })}
                />
                <Choice
                  legend="scale"
                  value={shown.y}
                  options={[{ name: 'log' }, { name: 'linear' }]}
                  onChange={(y) => setShown({ ...shown, y: y as Shown['y'] })}
                />
              </div>
              {show === 'loss' && losses.size > 1 && (
                <p class="quiet">
                  These runs have different losses, so their numbers cannot be compared: {[...losses].join('; ')}.
                </p>
              )}
              <RunChart
                series={series}
                log={shown.y === 'log'}
                x={shown.x}
                waiting={picked.every(({ row }) => curves.has(row.id)) ? 'No curve yet' : 'Loading…'}
                label={`${wordsOf(show)} of ${picked.length} runs over ${shown.x}s`}
              />
            </section>
            <section class="list" aria-labelledby="list">
              <h2 id="list">Runs</h2>
              {runs.length > 8 && (
                <label class="filter">
                  <span>find</span>
                  <input type="search" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
                </label>
              )}
              <RunTable
                rows={inOrder(
                  placed.filter(({ row }) => matches(row, words)),
                  order,
                )}
                chosen={chosen}
                onChoose={choose}
                order={order}
                onOrder={setOrder}
              />
              {runs.flatMap(({ id, resume, status }) =>
                resume ? (
                  <p key={id} class="quiet">
                    {id} ({status}): continue with <code>{resume}</code>
                  </p>
                ) : (
                  []
                ),
              )}
              {index?.unreadable.map(({ run, problem }) => (
                <p key={run} class="failure">
                  {problem}
                </p>
              ))}
            </section>
            <Differences rows={picked.map(({ row }) => row)} />
            <Now rows={picked.map(({ row }) => row)} />
            <Figures rows={picked.map(({ row }) => row)} />
          </>
        )}
      </main>
    </>
  );
}

/** What is shown, kept in the address. */
function useShown(): [Shown, (shown: Shown) => void] {
  const [shown, setShown] = useState(() => readAddress(location.hash));
  useEffect(() => {
    const changed = () => setShown(readAddress(location.hash));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return [
    shown,
    (next) => {
      setShown(next);
      history.replaceState(null, '', addressOf(next));
    },
  ];
}

function countOf(runs: readonly RunRow[]): string {
  const count = (wanted: RunRow['status']) => runs.filter(({ status }) => status === wanted).length;
  const parts = (['running', 'interrupted', 'failed'] as const).flatMap((status) =>
    count(status) > 0 ? [`${count(status)} ${status}`] : [],
  );
  return [`${runs.length} ${runs.length === 1 ? 'run' : 'runs'}`, ...parts].join(', ');
}

const matches = ({ id, model, data, status }: RunRow, words: string) =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => `${id} ${model} ${data} ${status}`.toLowerCase().includes(word));
