import { useMemo } from 'preact/hooks';
import { project } from '../../latent/plane.ts';
import { usePlane } from '../../latent/usePlane.ts';
import { Scatter } from '../../parts/scatter/Scatter.tsx';
import type { Run } from '../../run/run.ts';

interface PathMapProps {
  readonly run: Run;
  /** [stops, size] */
  readonly path: Float32Array;
  readonly code: Float32Array;
}

/** The way between two codes, seen on the plane of the codes. */
export function PathMap({ run, path, code }: PathMapProps) {
  const { plane, points, extent } = usePlane(run);
  const line = useMemo(() => project(path, plane), [path, plane]);
  const [x = 0, y = 0] = project(code, plane);
  return (
    <div class="path-map">
      <Scatter
        label="The path between the two codes, on the plane of all codes"
        points={points}
        labels={run.labels}
        extent={extent}
        axes={plane.names}
        path={line}
        ring={[x, y]}
        faint
      />
    </div>
  );
}
