import { useMemo, useState } from 'preact/hooks';
import { project } from '../../latent/plane.ts';
import { usePlane } from '../../latent/usePlane.ts';
import { energyText } from '../../look/energyText.ts';
import { codeText } from '../../look/numberText.ts';
import { Failure } from '../../parts/Failure.tsx';
import { Legend } from '../../parts/Legend.tsx';
import { observationKind } from '../../parts/picture/observationKind.ts';
import { Scatter } from '../../parts/scatter/Scatter.tsx';
import { useSettled } from '../../parts/useSettled.ts';
import { observation } from '../../run/observation.ts';
import type { Run } from '../../run/run.ts';
import { bring } from './bring.ts';
import { EnergyPlace } from './EnergyPlace.tsx';
import { EnergyTable } from './EnergyTable.tsx';
import { Pad } from './Pad.tsx';
import { blank, type Drawing, undone } from './pen.ts';
import { Sources } from './Sources.tsx';
import { useBackdrop } from './useBackdrop.ts';
import { useWalk } from './useWalk.ts';
import { WalkPanel } from './WalkPanel.tsx';
import { WhatItMakes } from './WhatItMakes.tsx';

/** The pad, what the run makes of what is on it, and the walk from there. */
export function Drawn({ run }: { readonly run: Run }) {
  const { card, labels } = run;
  const { exampleShape, energy } = card;
  const kind = observationKind(exampleShape);
  const frame = kind.kind === 'image' && kind.channels === 1 ? kind : undefined;
  const [drawing, setDrawing] = useState<Drawing>(blank);
  const [start, setStart] = useState<Float32Array>(() => observation(run, 0).slice());
  const [rate, setRate] = useState(0.2);
  const walk = useWalk(run, start, rate);
  const backdrop = useBackdrop(run);
  const plane = usePlane(run);
  const { at, judged, failure } = walk;
  const ring = useMemo(
    () => judged && (project(judged.code, plane.plane) as unknown as [number, number]),
    [judged, plane],
  );
  const unit = energy.terms[0]?.unit ?? '';
  const settled = useSettled(judged);

  const draw = (next: Drawing) => {
    setDrawing(next);
    if (frame && next.strokes.length > 0 && next.strokes !== drawing.strokes) setStart(bring(next.strokes, frame));
  };
  return (
    <div class="draw-grid">
      <div class="panel">
        {frame ? (
          <>
            <Pad drawing={drawing} onDraw={draw} />
            <div class="controls">
              <button type="button" onClick={() => draw(blank)}>
                Clear
              </button>
              <button type="button" disabled={drawing.strokes.length === 0} onClick={() => draw(undone(drawing))}>
                Undo
              </button>
            </div>
            <p class="quiet small">
              Mouse, finger or keys: arrows move the pen, space sets it down and lifts it, backspace takes back a
              stroke.
            </p>
          </>
        ) : (
          <p class="missing">
            This run was not trained on grey images, so you cannot draw one: start from data or noise.
          </p>
        )}
        <p class="quiet small">Or start from:</p>
        <Sources
          run={run}
          at={at}
          onTake={(x) => {
            setDrawing(blank);
            setStart(x);
          }}
        />
        <div class="verdict">
          <p class="numbers">
            code <i>z</i> = {judged ? codeText(judged.code) : '…'}
            {judged?.taken !== undefined && `, taken for “${card.labels?.[judged.taken] ?? judged.taken}”`}
          </p>
          <EnergyTable terms={energy.terms} judged={judged} />
        </div>
      </div>
      <div class="panel">
        <WhatItMakes run={run} at={at} judged={judged} />
        <Failure words={failure} />
        <WalkPanel walk={walk} rate={rate} onRate={setRate} unit={unit} />
        <p class="unseen" role="status">
          {settled && `Code ${codeText(settled.code)}, energy ${energyText(settled.energy)} ${unit}`}
        </p>
      </div>
      <div class="panel">
        <Scatter
          label={`Codes of the data; a ring is the code of x${plane.size > 2 ? ', seen along the first two principal axes' : ''}`}
          points={plane.points}
          labels={labels}
          extent={plane.extent}
          axes={plane.plane.names}
          {...(ring && { ring })}
        />
        {card.labels && <Legend names={card.labels} />}
        <EnergyPlace backdrop={backdrop} energy={judged?.energy} unit={unit} />
      </div>
    </div>
  );
}
