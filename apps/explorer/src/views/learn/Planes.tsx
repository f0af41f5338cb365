import type { LessonName } from '../../learn/lessons.ts';
import type { Scene } from '../../learn/scene.ts';
import { useColours } from '../../look/useColours.ts';
import { useDrawing } from '../../parts/canvas/useDrawing.ts';
import { Legend } from '../../parts/Legend.tsx';
import { drawScene } from './drawScene.ts';
import { drawTiles } from './drawTiles.ts';

interface PlanesProps {
  readonly lesson: LessonName;
  readonly scene: Scene | undefined;
  /** Where the training is. */
  readonly words: string;
}

const captions: Readonly<Record<LessonName, string>> = {
  ellipse: 'Colour: F(y), low where it is palest (dark on a dark page). Dots: data. Line: what all angles decode to.',
  spiral: 'Arrows: ỹ − y, half as long. Colour: ‖y − ỹ‖. Dots: data.',
  digits: 'Dots: codes of images by class. Colour: E(y, z) of the one image at every code z; the ring is its own code.',
};

/** What can be seen of a lesson: its plane, and beside it what each place of a plane of codes decodes to. */
export function Planes({ lesson, scene, words }: PlanesProps) {
  const colours = useColours();
  const plane = useDrawing(
    (context, width, height) => scene && drawScene(context, { width, height, colours }, scene),
    [scene, colours],
  );
  return (
    <div class="planes">
      <figure>
        <canvas ref={plane} class="plane" role="img" aria-label={`${captions[lesson]} ${words}`} />
        {scene?.classes && <Legend names={scene.classes} />}
        <figcaption>{captions[lesson]}</figcaption>
      </figure>
      {scene?.tiles && <Manifold tiles={scene.tiles} />}
    </div>
  );
}

function Manifold({ tiles }: { readonly tiles: NonNullable<Scene['tiles']> }) {
  const canvas = useDrawing((context, width, height) => drawTiles(context, width, height, tiles), [tiles]);
  return (
    <figure>
      <canvas ref={canvas} class="plane" role="img" aria-label="What the places of the plane of codes decode to" />
      <figcaption>What each place decodes to: the same plane, from −3 to 3 both ways.</figcaption>
    </figure>
  );
}
