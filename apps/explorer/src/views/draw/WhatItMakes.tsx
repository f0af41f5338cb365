import { useMemo } from 'preact/hooks';
import { observationKind } from '../../parts/picture/observationKind.ts';
import { Picture } from '../../parts/picture/Picture.tsx';
import type { Run } from '../../run/run.ts';
import { Difference } from './Difference.tsx';
import type { Judged } from './useJudged.ts';

interface WhatItMakesProps {
  readonly run: Run;
  readonly at: Float32Array;
  readonly judged: Judged | undefined;
}

/** An observation, its reconstruction, and the way from the one to the other. */
export function WhatItMakes({ run: { card, images }, at, judged }: WhatItMakesProps) {
  const { exampleShape: shape } = card;
  const kind = observationKind(shape);
  const way = useMemo(() => judged?.reconstruction.map((to, i) => to - (judged.of[i] as number)), [judged]);
  return (
    <div class="three">
      <figure>
        <Picture values={at} shape={shape} among={images} label="x, as the model sees it" />
        <figcaption>
          <i>x</i>, as the model sees it
        </figcaption>
      </figure>
      <figure>
        <Picture values={judged?.reconstruction} shape={shape} among={images} label="r(x), its reconstruction" />
        <figcaption>
          <i>r(x)</i>, its reconstruction
        </figcaption>
      </figure>
      {kind.kind === 'image' && kind.channels === 1 && (
        <figure>
          <Difference values={way} height={kind.height} width={kind.width} label="r(x) − x" />
          <figcaption>
            <i>r(x) − x</i>: red to add, blue to take away
          </figcaption>
        </figure>
      )}
    </div>
  );
}
