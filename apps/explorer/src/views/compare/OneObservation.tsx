import { useState } from 'preact/hooks';
import { Failure } from '../../parts/Failure.tsx';
import { Picture } from '../../parts/picture/Picture.tsx';
import { Shelf } from '../../parts/shelf/Shelf.tsx';
import { observation } from '../../run/observation.ts';
import type { Run } from '../../run/run.ts';
import { useLatest } from '../../run/useLatest.ts';
import { EnergyTable } from './EnergyTable.tsx';
import { RunSide } from './RunSide.tsx';
import { useSeen } from './useSeen.ts';

/** Where the observation comes from: a stored row of the first run, or a code that one of both decodes. */
type Source = { readonly row: number } | { readonly side: 0 | 1; readonly code: Float32Array };

/** One observation, encoded and reconstructed by both runs; dragging in the plane of one decodes another. */
export function OneObservation({ runs }: { readonly runs: readonly [Run, Run] }) {
  const [a, b] = runs;
  const [source, setSource] = useState<Source>({ row: 0 });
  const [given, setGiven] = useState<readonly [number, number]>([0, 0]);
  const shape = a.card.exampleShape;
  const alike = shape.join() === b.card.exampleShape.join();
  const { value: y, failure } = useLatest(
    async () =>
      'row' in source ? observation(a, source.row) : runs[source.side].decode(source.code, given[source.side]),
    [runs[0], runs[1], source, given],
  );
  const seenByA = useSeen(a, alike ? y : undefined);
  const seenByB = useSeen(b, alike ? y : undefined);
  const seen = [seenByA, seenByB] as const;
  if (!alike) {
    return (
      <p class="missing">
        Examples of {a.card.name} have {shape.join(' × ')} numbers, those of {b.card.name}{' '}
        {b.card.exampleShape.join(' × ')}: choose two runs on the same data.
      </p>
    );
  }
  const problem = failure ?? seenByA.failure ?? seenByB.failure;
  const from = 'row' in source ? undefined : source.side;
  return (
    <>
      <Failure words={problem} />
      <div class="source">
        <figure>
          <Picture values={y} shape={shape} among={a.images} label="The observation" />
          <figcaption>
            {from === undefined
              ? 'the observation y, from the data'
              : `the observation y, decoded by ${runs[from].card.name}`}
          </figcaption>
        </figure>
        <Shelf
          run={a}
          legend="An observation of the data, or drag in one of the planes"
          row={'row' in source ? source.row : -1}
          onPick={(row) => setSource({ row })}
          page={18}
        />
      </div>
      <div class="sides">
        {runs.map((run, side) => (
          <RunSide
            key={`${side} ${run.card.name}`}
            run={run}
            seen={seen[side as 0 | 1].value}
            dragged={from === side && 'code' in source ? source.code : undefined}
            given={given[side as 0 | 1]}
            onGiven={(chosen) => setGiven(side === 0 ? [chosen, given[1]] : [given[0], chosen])}
            onDrag={(code) => setSource({ side: side as 0 | 1, code })}
          />
        ))}
      </div>
      <EnergyTable runs={runs} seen={[seenByA.value, seenByB.value]} />
    </>
  );
}
