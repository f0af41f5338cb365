import type { PlotFrame } from './plotFrame.ts';

type Point = readonly [number, number];

interface CrossProps {
  readonly frame: PlotFrame;
  readonly at?: Point | undefined;
  readonly ring?: Point | undefined;
}

/** The cross and the ring. They are elements and not drawn: moving one costs no canvas, so a drag leaves the frame to the decoder. */
export function Cross({ frame, at, ring }: CrossProps) {
  const [x, y] = at ? frame.toPixel(...at) : [0, 0];
  const [ringX, ringY] = ring ? frame.toPixel(...ring) : [0, 0];
  const move = (left: number, top: number) => ({ transform: `translate(${left}px, ${top}px)` });
  return (
    <>
      {ring && seen(frame, ringX, ringY) && <span class="mark ring" style={move(ringX, ringY)} />}
      {at && seen(frame, x, y) && (
        <>
          <span class="mark across" style={{ ...move(frame.left, y), width: `${frame.width}px` }} />
          <span class="mark up" style={{ ...move(x, frame.top), height: `${frame.height}px` }} />
          <span class="mark cross" style={move(x, y)} />
        </>
      )}
    </>
  );
}

/** Within the frame, of which a part of the plane may be seen. */
const seen = ({ left, top, width, height }: PlotFrame, x: number, y: number) =>
  x >= left - 1 && x <= left + width + 1 && y >= top - 1 && y <= top + height + 1;
