import { useMemo } from 'preact/hooks';
import { sizeOf } from '../../bundle/index.ts';
import type { CodeSource } from '../../latent/drawCodes.ts';
import { codeText } from '../../look/numberText.ts';
import { Failure } from '../../parts/Failure.tsx';
import { Picture } from '../../parts/picture/Picture.tsx';
import type { Run } from '../../run/run.ts';
import { useDecoded } from '../../run/useDecoded.ts';

/** Samples at once. */
export const many = 64;

interface SampleGridProps {
  readonly run: Run;
  readonly source: CodeSource;
  readonly seed: number;
  /** The class that a conditional model is given. */
  readonly given?: number;
  /** Which one the pointer is on. */
  readonly onLook?: (index: number | undefined) => void;
}

/** Codes of a distribution, decoded. */
export function SampleGrid({ run, source, seed, given = 0, onLook }: SampleGridProps) {
  const { exampleShape, latentShape } = run.card;
  const [pixels, size] = [sizeOf(exampleShape), sizeOf(latentShape)];
  const codes = useMemo(() => source.draw(many, seed), [source, seed]);
  const { value, failure } = useDecoded(run, codes, given);
  return (
    <>
      <Failure words={failure} />
      <div class="sample-grid" onPointerLeave={() => onLook?.(undefined)}>
        {Array.from({ length: many }, (_, i) => (
          <div key={i} onPointerEnter={() => onLook?.(i)}>
            <Picture
              values={value?.subarray(i * pixels, (i + 1) * pixels)}
              shape={exampleShape}
              among={run.images}
              label={`Sample ${i + 1}, decoded from ${codeText(codes.subarray(i * size, (i + 1) * size))}`}
            />
          </div>
        ))}
      </div>
    </>
  );
}
