import { useLanguage } from '../../language/useLanguage.ts';
import type { Scene } from '../../learn/scene.ts';
import { Picture } from '../../parts/picture/Picture.tsx';
import { RangeRow } from '../../parts/RangeRow.tsx';

/** How many of the first images can be chosen. */
const offered = 200;

interface OneImageProps {
  readonly image: NonNullable<Scene['image']>;
  readonly chosen: number;
  readonly onChoose: (image: number) => void;
}

/** The image whose energy is seen over the plane of codes, and a slider to take another. */
export function OneImage({ image, chosen, onChoose }: OneImageProps) {
  const { say } = useLanguage();
  return (
    <div class="one-image">
      <Picture values={image.values} shape={image.shape} label={say('imageDrawn', { number: chosen + 1 })} />
      <RangeRow
        label={say('image')}
        value={chosen}
        low={0}
        high={offered - 1}
        text={String(chosen + 1)}
        onChange={(next) => onChoose(Math.round(next))}
      />
    </div>
  );
}
