import { sizeOf } from '../../bundle/index.ts';
import { lift, project } from '../../latent/plane.ts';
import { usePlane } from '../../latent/usePlane.ts';
import { codeText } from '../../look/numberText.ts';
import { Given } from '../../parts/Given.tsx';
import { Picture } from '../../parts/picture/Picture.tsx';
import { Scatter } from '../../parts/scatter/Scatter.tsx';
import type { Run } from '../../run/run.ts';
import type { Seen } from './useSeen.ts';

interface RunSideProps {
  readonly run: Run;
  readonly seen: Seen | undefined;
  /** The code that is dragged here. */
  readonly dragged: Float32Array | undefined;
  readonly given: number;
  readonly onGiven: (given: number) => void;
  readonly onDrag: (code: Float32Array) => void;
}

/** One run's half: its reconstruction, and its plane with the observation's code on it. */
export function RunSide(props: RunSideProps) {
  const { run, seen, given, onGiven } = props;
  const { card } = run;
  return (
    <section class="side" aria-label={card.name}>
      <div class="seen">
        <Picture
          values={seen?.reconstruction}
          shape={card.exampleShape}
          among={run.images}
          label={`Reconstruction by ${card.name}`}
        />
        <div>
          <h3>{card.name}</h3>
          <p>
            {card.model}, {card.latentShape.join(' × ')} latent dimensions
          </p>
          <p class="code">
            <i>z</i> = {seen ? codeText(seen.code) : '…'}
          </p>
          <Given run={run} value={given} onChange={onGiven} />
        </div>
      </div>
      {sizeOf(card.latentShape) > 1 && <SidePlane {...props} />}
    </section>
  );
}

function SidePlane({ run, seen, dragged, onDrag }: RunSideProps) {
  const { plane, points, extent } = usePlane(run);
  const onPlane = (code: Float32Array) => {
    const [x = 0, y = 0] = project(code, plane);
    return [x, y] as const;
  };
  const encoded = seen && onPlane(seen.code);
  return (
    <Scatter
      label={`Codes of ${run.card.name}: arrow keys move the point that is decoded`}
      points={points}
      labels={run.labels}
      extent={extent}
      axes={plane.names}
      at={dragged ? onPlane(dragged) : (encoded ?? [0, 0])}
      {...(dragged && encoded && { ring: encoded })}
      onMove={(point) => onDrag(lift(point, plane))}
    />
  );
}
