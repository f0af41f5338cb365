import { useEffect, useMemo, useState } from 'preact/hooks';
import { useAddress } from '../../app/useAddress.ts';
import { type Challenge, type LessonName, lessons } from '../../learn/lessons.ts';
import type { Probe } from '../../learn/scene.ts';
import { Choice } from '../../parts/Choice.tsx';
import { Curve } from '../../parts/curve/Curve.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { Picture } from '../../parts/picture/Picture.tsx';
import { RangeRow } from '../../parts/RangeRow.tsx';
import type { ViewProps } from '../viewProps.ts';
import { Controls } from './Controls.tsx';
import { standing } from './challenge.ts';
import { DataPad } from './DataPad.tsx';
import { Formula } from './Formula.tsx';
import { imagesOf } from './imagesOf.ts';
import { OneImage } from './OneImage.tsx';
import { Planes } from './Planes.tsx';
import { useTrainer } from './useTrainer.ts';
import { wordsOf } from './wordsOf.ts';

const names = Object.keys(lessons) as LessonName[];
/** Where a drag begins, so that its picture is there before. */
const middle: Probe = { plane: 0, at: [0, 0] };
/** Steps between two pictures, beside the lesson's own. */
const speeds = { 'step by step': 0, usual: 1, fast: 8 } as const;
type Speed = keyof typeof speeds;
const isLesson = (name: string): name is LessonName => name in lessons;

/** A model that learns in this page, by the packages that train everywhere else. */
export default function Learn({ runs }: ViewProps) {
  const { part, settings } = useAddress();
  const [lesson, setLesson] = useState<LessonName>(isLesson(part) ? part : 'ellipse');
  const [seed, setSeed] = useState(1);
  const [turn, setTurn] = useState(0);
  const [running, setRunning] = useState(settings.has('run'));
  const [knobs, setKnobs] = useState<Partial<Record<LessonName, number>>>({});
  const [probe, setProbe] = useState<Probe>(middle);
  const [rates, setRates] = useState<Partial<Record<LessonName, number>>>({});
  const [chosen, setChosen] = useState(0);
  const [speed, setSpeed] = useState<Speed>('usual');
  const [widths, setWidths] = useState<Partial<Record<LessonName, number>>>({});
  const [points, setPoints] = useState<Float32Array>();
  const [drawing, setDrawing] = useState(false);
  const images = useMemo(() => imagesOf(runs), [runs]);
  const about = lessons[lesson];
  const learningRate = rates[lesson] ?? about.learningRate;
  const told = settings.get('knob');
  const knob = knobs[lesson] ?? (told !== null && about.knob.values[Number(told)] ? Number(told) : about.knob.usual);
  const show = (next: LessonName) => {
    setLesson(next);
    setRunning(settings.has('run'));
    setProbe(middle);
    setPoints(undefined);
    setDrawing(false);
  };
  useEffect(() => {
    if (isLesson(part) && part !== lesson) show(part);
  }, [part]);
  const width = widths[lesson];
  const trainer = useTrainer({
    ...{ lesson, seed, turn, learningRate, chosen, knob, probe, running, images },
    ...{ speed: speeds[speed], width, points },
  });
  const { picture, losses, engine, failure } = trainer;
  const words = wordsOf(trainer, about);
  const offered: readonly number[] = 'widths' in about ? about.widths : [];
  const challenge: Challenge | undefined = 'challenge' in about ? about.challenge : undefined;
  const stand = challenge && standing(challenge, losses, knob);

  return (
    <>
      <Choice
        legend="What learns"
        value={about.title}
        options={names.map((name) => ({ name: lessons[name].title }))}
        onChange={(title) => {
          show(names.find((name) => lessons[name].title === title) ?? 'ellipse');
          setRunning(false);
        }}
      />
      <p>
        <strong>{about.model}.</strong> {about.words}
      </p>
      <Failure words={failure} />
      <div class={`beside ${picture?.scene?.tiles || picture?.scene?.beside ? '' : 'single'}`}>
        {drawing && (
          <DataPad
            onUse={(drawn) => {
              setPoints(drawn);
              setDrawing(false);
              setRunning(true);
            }}
            onLeave={() => {
              setPoints(undefined);
              setDrawing(false);
            }}
          />
        )}
        {!drawing && (
          <Planes lesson={lesson} scene={picture?.scene} probed={picture?.probed} onProbe={setProbe} words={words} />
        )}
        <div class="panel">
          <Controls
            running={running}
            ready={picture !== undefined}
            onRun={() => setRunning(!running)}
            onReset={() => {
              setRunning(false);
              setTurn(turn + 1);
            }}
            seed={seed}
            onSeed={(next) => {
              setSeed(next);
              setRunning(false);
            }}
          />
          <Choice
            legend={about.knob.name}
            value={about.knob.values[knob] as string}
            options={about.knob.values.map((name) => ({ name }))}
            onChange={(value) =>
              setKnobs({ ...knobs, [lesson]: (about.knob.values as readonly string[]).indexOf(value) })
            }
          />
          {offered.length > 0 && (
            <Choice
              legend={lesson === 'contraction' ? 'units of the code h' : 'width of the hidden layers'}
              value={String(width ?? offered.at(-1))}
              options={offered.map((each) => ({ name: String(each) }))}
              onChange={(each) => setWidths({ ...widths, [lesson]: Number(each) })}
            />
          )}
          <Choice
            legend="speed"
            value={speed}
            options={Object.keys(speeds).map((name) => ({ name }))}
            onChange={(name) => setSpeed(name as Speed)}
          />
          {'drawn' in about && !drawing && (
            <div class="controls">
              <button
                type="button"
                onClick={() => {
                  setRunning(false);
                  setDrawing(true);
                }}
              >
                Draw the data
              </button>
            </div>
          )}
          <RangeRow
            label="learning rate"
            value={Math.log10(learningRate)}
            low={-4}
            high={-1}
            text={learningRate.toPrecision(2)}
            onChange={(power) => setRates({ ...rates, [lesson]: 10 ** power })}
          />
          {picture?.probed?.image && (
            <figure class="dragged-image">
              <Picture
                values={picture.probed.image.values}
                shape={picture.probed.image.shape}
                label="Decoded image at the cross"
              />
              <figcaption>Decoded at the cross</figcaption>
            </figure>
          )}
          {picture?.probed?.words && <p class="numbers dragged-words">{picture.probed.words}</p>}
          {picture?.scene?.image && <OneImage image={picture.scene.image} chosen={chosen} onChoose={setChosen} />}
          <p class="numbers where" data-step={picture?.step ?? ''}>
            {words}
          </p>
          <p class="unseen" role="status">
            {running ? 'Training.' : picture ? 'Paused.' : 'Loading.'}
          </p>
          <Formula parts={about.formula} running={running} step={picture?.step ?? 0} />
          {challenge && stand && (
            <p class={`challenge ${stand.state}`}>
              <strong>Try this.</strong> {challenge.words} <span role="status">{stand.words}</span>
            </p>
          )}
          <figure class="loss">
            <Curve
              values={losses}
              count={losses.length}
              first={1}
              log={about.unit === ''}
              smooth
              label={`${about.loss} of each step. ${words}`}
            />
            <figcaption>
              {about.loss} of each step{about.unit && `, ${about.unit}`}, and its running mean
            </figcaption>
          </figure>
          <p class="quiet">Engine: {engine ?? 'being loaded…'}</p>
        </div>
      </div>
    </>
  );
}
