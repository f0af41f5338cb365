import { useContext, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { useColours } from '../../look/useColours.ts';
import { Columns, columnTexts } from './columns.ts';
import { type Among, drawObservation } from './drawObservation.ts';
import { observationKind } from './observationKind.ts';

interface PictureProps {
  /** One observation; an empty frame while there is none. */
  readonly values: Float32Array | undefined;
  readonly shape: readonly number[];
  /** For screen readers; none where words beside it say the same. */
  readonly label?: string;
  /** Data that show where an observation of two numbers lies. */
  readonly among?: Among;
  readonly class?: string;
}

/** One observation: an image of 1 or 3 channels, a point of the plane, or bars, of a table by the names of its columns. Its size is the style sheet's. */
export function Picture({ values, shape, label, among, class: name = '' }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useColours();
  const kind = observationKind(shape);
  const columns = useContext(Columns);
  const texts = useMemo(
    () => (values && columns?.length === values.length ? columnTexts(values, columns) : undefined),
    [values, columns],
  );
  useLayoutEffect(() => {
    if (canvas.current && values) drawObservation(canvas.current, values, shape, colours, { among, texts });
  }, [values, shape, colours, among, texts]);
  const [width, height] = kind.kind === 'image' ? [kind.width, kind.height] : [1, 1];
  return (
    <canvas
      ref={canvas}
      class={`picture ${kind.kind} ${name}`}
      {...(texts && { title: texts.map(({ name, value }) => `${name} ${value}`).join('\n') })}
      style={{ aspectRatio: `${width} / ${height}` }}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    />
  );
}
