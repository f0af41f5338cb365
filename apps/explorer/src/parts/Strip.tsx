import { Picture } from './picture/Picture.tsx';

interface StripProps {
  /** [count, …shape]; frames without a picture while there is none. */
  readonly values: Float32Array | undefined;
  readonly count: number;
  readonly shape: readonly number[];
  readonly among?: Float32Array;
  /** Which one is where the reader is. */
  readonly current?: number;
  /** Makes them buttons. */
  readonly onPick?: (index: number) => void;
  /** What a picture is, for screen readers. */
  readonly label: (index: number) => string;
}

/** Pictures in a row. */
export function Strip({ values, count, shape, among, current, onPick, label }: StripProps) {
  const size = shape.reduce((product, length) => product * length, 1);
  return (
    <div class="strip">
      {Array.from({ length: count }, (_, i) => {
        const own = values?.subarray(i * size, (i + 1) * size);
        const name = i === current ? 'current' : '';
        const picture = { values: own, shape, class: name, ...(among && { among }) };
        return onPick ? (
          // Beside the slider, which the keyboard has, these would be many stops that say the same.
          <button key={i} type="button" tabIndex={-1} aria-label={label(i)} onClick={() => onPick(i)}>
            <Picture {...picture} />
          </button>
        ) : (
          <Picture key={i} label={label(i)} {...picture} />
        );
      })}
    </div>
  );
}
