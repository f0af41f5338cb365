import { Choice } from '../../parts/Choice.tsx';
import type { Drag } from '../../parts/scatter/usePointer.ts';
import type { PlaneView } from './useView.ts';

const drags = { decode: 'decode', pan: 'move the plane', lasso: 'select codes' } as const satisfies Record<
  Drag,
  string
>;

interface ViewToolsProps {
  readonly view: PlaneView;
  readonly drag: Drag;
  readonly onDrag: (drag: Drag) => void;
  readonly onNearest: () => void;
}

/** What dragging does, and the same by buttons. */
export function ViewTools({ view, drag, onDrag, onNearest }: ViewToolsProps) {
  return (
    <div class="controls view-tools">
      <Choice
        legend="Drag to"
        value={drags[drag]}
        options={Object.values(drags).map((name) => ({ name }))}
        onChange={(name) => onDrag((Object.keys(drags) as Drag[]).find((each) => drags[each] === name) ?? 'decode')}
      />
      <button type="button" aria-label="Zoom in" onClick={() => view.zoom(0.7)}>
        +
      </button>
      <button type="button" aria-label="Zoom out" onClick={() => view.zoom(1 / 0.7)}>
        −
      </button>
      <button type="button" disabled={view.whole} onClick={view.reset}>
        Whole plane
      </button>
      <button type="button" onClick={onNearest}>
        Select the nearest 24
      </button>
    </div>
  );
}
