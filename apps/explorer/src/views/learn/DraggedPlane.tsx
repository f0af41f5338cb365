import type { TargetedPointerEvent } from 'preact';
import { useLanguage } from '../../language/useLanguage.ts';
import type { PlaneScene, Probe, Probed } from '../../learn/scene.ts';
import { useColours } from '../../look/useColours.ts';
import { useDrawing } from '../../parts/canvas/useDrawing.ts';
import { moveKeys } from '../../parts/scatter/moveKeys.ts';
import { drawProbe, drawScene, drawWaiting } from './drawScene.ts';
import { placeAt } from './placeAt.ts';

interface DraggedPlaneProps {
  readonly plane: 0 | 1;
  readonly scene: PlaneScene | undefined;
  readonly probed: Probed | undefined;
  /** None for a plane that is only looked at. */
  readonly onProbe?: (probe: Probe) => void;
  readonly label: string;
}

type Pointer = TargetedPointerEvent<HTMLCanvasElement>;

/** A plane of a scene, whose places are dragged over by pointer or by keys. */
export function DraggedPlane({ plane, scene, probed, onProbe, label }: DraggedPlaneProps) {
  const { say } = useLanguage();
  const colours = useColours();
  const [deviation, at] = [plane === 1 ? probed?.deviation : undefined, probed?.places?.[plane]];
  const canvas = useDrawing(
    (context, width, height) => {
      if (!scene) return drawWaiting(context, { width, height, colours }, say('loading'));
      drawScene(context, { width, height, colours }, scene);
      if (at) drawProbe(context, { width, height, colours }, scene, { at, deviation });
    },
    [scene, colours, probed, say],
  );
  if (!onProbe || !scene) return <canvas ref={canvas} class="plane" role="img" aria-label={label} />;

  const { extent } = scene;
  const middle = [(extent.x[0] + extent.x[1]) / 2, (extent.y[0] + extent.y[1]) / 2] as const;
  const here = at ?? middle;
  const drag = (event: Pointer) => {
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId);
    if (event.buttons === 0) return;
    onProbe({ plane, at: placeAt(event, event.currentTarget.getBoundingClientRect(), extent) });
  };
  return (
    <canvas
      ref={canvas}
      class="plane dragged"
      role="slider"
      tabIndex={0}
      aria-label={say('dragOrKeys', { label })}
      aria-valuenow={Number(here[0].toFixed(3))}
      aria-valuemin={Number(extent.x[0].toFixed(3))}
      aria-valuemax={Number(extent.x[1].toFixed(3))}
      aria-valuetext={here.map((value) => value.toFixed(2)).join(', ')}
      onPointerDown={drag}
      onPointerMove={drag}
      onKeyDown={(event) => {
        const moved = moveKeys(event, here, extent);
        if (!moved) return;
        event.preventDefault();
        onProbe({ plane, at: moved });
      }}
    />
  );
}
