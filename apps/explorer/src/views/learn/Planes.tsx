import { lessonIn } from '../../language/lessonIn.ts';
import { type Phrase, phrases } from '../../language/phrases.ts';
import { useLanguage } from '../../language/useLanguage.ts';
import type { LessonName } from '../../learn/lessons.ts';
import type { Probe, Probed, Scene } from '../../learn/scene.ts';
import { useDrawing } from '../../parts/canvas/useDrawing.ts';
import { Legend } from '../../parts/Legend.tsx';
import { DraggedPlane } from './DraggedPlane.tsx';
import { drawTiles } from './drawTiles.ts';

interface PlanesProps {
  readonly lesson: LessonName;
  readonly scene: Scene | undefined;
  readonly probed: Probed | undefined;
  readonly onProbe: (probe: Probe) => void;
  /** Where the training is. */
  readonly words: string;
}

/** Lessons whose planes can be dragged over. */
const dragged: ReadonlySet<LessonName> = new Set([
  'autoencoder',
  'generator',
  'digits',
  'map',
  'contraction',
  'targets',
]);

/** What can be seen of a lesson: its plane, and beside it another one, or what each place of a plane of codes decodes to. */
export function Planes({ lesson, scene, probed, onProbe, words }: PlanesProps) {
  const { language, say } = useLanguage();
  const { caption } = lessonIn(language, lesson);
  // Classes of the lessons' own data; those of a run are named as the run names them.
  const named = (name: string) => (name in phrases ? say(name as Phrase) : name);
  const common = { probed, ...(dragged.has(lesson) && { onProbe }) };
  return (
    <div class="planes">
      <figure>
        <DraggedPlane {...common} plane={0} scene={scene} label={`${caption} ${words}`} />
        {scene?.classes && <Legend names={scene.classes.map(named)} />}
        <figcaption>{caption}</figcaption>
      </figure>
      {scene?.beside && (
        <figure>
          <DraggedPlane {...common} plane={1} scene={scene.beside} label={say('planeOfCodes')} />
          <figcaption>{say('dragEither')}</figcaption>
        </figure>
      )}
      {scene?.tiles && <Manifold tiles={scene.tiles} drawn={scene.rings !== undefined} />}
    </div>
  );
}

function Manifold({ tiles, drawn }: { readonly tiles: NonNullable<Scene['tiles']>; readonly drawn: boolean }) {
  const { say } = useLanguage();
  const canvas = useDrawing((context, width, height) => drawTiles(context, width, height, tiles), [tiles]);
  const caption = say(drawn ? 'ringsDecoded' : 'planeDecoded');
  return (
    <figure>
      <canvas ref={canvas} class="plane" role="img" aria-label={caption} />
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
