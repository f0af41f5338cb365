import { useMemo } from 'preact/hooks';
import type { CodeSource } from '../../latent/drawCodes.ts';
import { project } from '../../latent/plane.ts';
import { usePlane } from '../../latent/usePlane.ts';
import { Scatter } from '../../parts/scatter/Scatter.tsx';
import type { Run } from '../../run/run.ts';
import { many } from './SampleGrid.tsx';

interface SampleMapProps {
  readonly run: Run;
  readonly source: CodeSource;
  readonly seed: number;
  /** The sample that is ringed. */
  readonly looked: number | undefined;
}

/** Where drawn codes lie among the codes of data. */
export function SampleMap({ run, source, seed, looked }: SampleMapProps) {
  const { plane, points, extent } = usePlane(run);
  const dots = useMemo(() => project(source.draw(many, seed), plane), [source, seed, plane]);
  const ring = looked === undefined ? undefined : ([dots[2 * looked], dots[2 * looked + 1]] as [number, number]);
  return (
    <Scatter
      label={`${many} drawn codes among the codes of data`}
      points={points}
      labels={run.labels}
      extent={extent}
      axes={plane.names}
      dots={dots}
      {...(ring && { ring })}
      faint
    />
  );
}
