import { useMemo } from 'preact/hooks';
import { sizeOf } from '../../bundle/index.ts';
import { Failure } from '../../parts/Failure.tsx';
import { Picture } from '../../parts/picture/Picture.tsx';
import { useLatest } from '../../run/useLatest.ts';
import type { WordsRun } from '../../run/wordsRun.ts';
import { around } from './crop.ts';
import { likeliest, shareText } from './distribution.ts';
import type { Imagined } from './useImagined.ts';

/** The likeliest indices are shown, so many. */
const most = 8;

interface AlternativesProps {
  readonly run: WordsRun;
  readonly now: Imagined;
  readonly token: number;
  /** Take this index and draw what follows again. */
  readonly onTake: (index: number) => void;
}

/** What else a token might have been: how likely, and how the image looks around it. */
export function Alternatives({ run, now, token, onTake }: AlternativesProps) {
  const { tokens, exampleShape } = run.card;
  const { indices, steps } = now;
  const p = steps[token]?.p as Float64Array;
  const shown = useMemo(() => likeliest(p, most), [p]);
  const { value, failure } = useLatest(() => {
    const all = shown.flatMap((index) => {
      const image = Array.from(indices);
      image[token] = index;
      return image;
    });
    return run.imageOf(all);
  }, [run, indices, token, shown]);
  const pixels = sizeOf(exampleShape);
  // While another token is decoded, the pictures are those of the last one.
  const fits = value?.length === shown.length * pixels;
  return (
    <>
      <Failure words={failure} />
      <ol class="alternatives">
        {shown.map((index, i) => {
          const image = fits ? value.subarray(i * pixels, (i + 1) * pixels) : new Float32Array(pixels);
          const part = around(image, exampleShape, token, tokens);
          const own = indices[token] === index;
          const text = shareText(p[index] as number);
          return (
            <li key={index}>
              <button
                type="button"
                aria-label={`Index ${index}, ${text}${own ? ', as drawn' : ''}: go on from here`}
                aria-pressed={own}
                onClick={() => onTake(index)}
              >
                <Picture values={fits ? part.values : undefined} shape={part.shape} />
                <span>{text}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </>
  );
}
