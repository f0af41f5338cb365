import { useEffect, useMemo, useState } from 'preact/hooks';
import { useAddress } from '../../app/useAddress.ts';
import { lessonIn } from '../../language/lessonIn.ts';
import type { Phrase } from '../../language/phrases.ts';
import { useLanguage } from '../../language/useLanguage.ts';
import { type LessonName, lessons } from '../../learn/lessons.ts';
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
const speeds = { slow: 0, usual: 1, fast: 8 } as const satisfies Partial<Record<Phrase, number>>;
type Speed = keyof typeof speeds;
const paces = Object.keys(speeds) as Speed[];
const isLesson = (name: string): name is LessonName => name in lessons;

/** A model that learns in this page, by the packages that train everywhere else. */
export default function Learn({ runs }: ViewProps) {
  const { part, settings } = useAddress();
  const { language, say } = useLanguage();
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
  const about = lessonIn(language, lesson);
  const titleOf = (name: LessonName) => lessonIn(language, name).title;
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
  const ofPlace = picture?.probed?.words;
  const words = wordsOf(trainer, about, say);
  const { widths: offered = [], challenge } = about;
  const stand = challenge && standing(challenge, losses, knob);

  return (
    <>
      <Choice
        legend={say('whatLearns')}
        value={about.title}
        options={names.map((name) => ({ name: titleOf(name) }))}
        onChange={(title) => {
          show(names.find((name) => titleOf(name) === title) ?? 'ellipse');
          setRunning(false);
        }}
      />
      <p>
        <strong class="model">{about.model}.</strong> {about.words}
      </p>
      <Failure words={failure && say(failure.phrase, failure.values)} />
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
            onChange={(value) => setKnobs({ ...knobs, [lesson]: about.knob.values.indexOf(value) })}
          />
          {offered.length > 0 && (
            <Choice
              legend={say(lesson === 'contraction' ? 'units' : 'width')}
              value={String(width ?? offered.at(-1))}
              options={offered.map((each) => ({ name: String(each) }))}
              onChange={(each) => setWidths({ ...widths, [lesson]: Number(each) })}
            />
          )}
          <Choice
            legend={say('speed')}
            value={say(speed)}
            options={paces.map((pace) => ({ name: say(pace) }))}
            onChange={(name) => setSpeed(paces.find((pace) => say(pace) === name) ?? 'usual')}
          />
          {about.drawn && !drawing && (
            <div class="controls">
              <button
                type="button"
                onClick={() => {
                  setRunning(false);
                  setDrawing(true);
                }}
              >
                {say('drawData')}
              </button>
            </div>
          )}
          <RangeRow
            label={say('learningRate')}
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
                label={say('imageAtCross')}
              />
              <figcaption>{say('atCross')}</figcaption>
            </figure>
          )}
          {ofPlace && <p class="numbers dragged-words">{say(ofPlace.phrase, ofPlace.values)}</p>}
          {picture?.scene?.image && <OneImage image={picture.scene.image} chosen={chosen} onChoose={setChosen} />}
          <p class="numbers where" data-step={picture?.step ?? ''}>
            {words}
          </p>
          <p class="unseen" role="status">
            {say(running ? 'training' : picture ? 'paused' : 'loading')}
          </p>
          <Formula parts={about.formula} running={running} step={picture?.step ?? 0} />
          {challenge && stand && (
            <p class={`challenge ${stand.state}`}>
              <strong>{say('tryThis')}</strong> {challenge.words}{' '}
              <span role="status">{say(stand.words.phrase, stand.words.values)}</span>
            </p>
          )}
          <figure class="loss">
            <Curve
              values={losses}
              count={losses.length}
              first={1}
              log={about.unit === ''}
              smooth
              label={say('lossCurve', { loss: about.loss, at: words })}
              stepText={(step) => say('step', { step })}
            />
            <figcaption>{say('lossCaption', { loss: about.loss, unit: about.unit && `, ${about.unit}` })}</figcaption>
          </figure>
          <p class="quiet">{say('engine', { engine: engine ? say(engine.phrase, engine.values) : say('loading') })}</p>
        </div>
      </div>
    </>
  );
}
