import { useMemo, useState } from 'preact/hooks';
import { type LessonName, lessons } from '../../learn/lessons.ts';
import { Choice } from '../../parts/Choice.tsx';
import { Curve } from '../../parts/curve/Curve.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { RangeRow } from '../../parts/RangeRow.tsx';
import type { ViewProps } from '../viewProps.ts';
import { Controls } from './Controls.tsx';
import { imagesOf } from './imagesOf.ts';
import { OneImage } from './OneImage.tsx';
import { Planes } from './Planes.tsx';
import { useTrainer } from './useTrainer.ts';
import { wordsOf } from './wordsOf.ts';

const names = Object.keys(lessons) as LessonName[];

/** A model that learns in this page, by the packages that train everywhere else. */
export default function Learn({ runs }: ViewProps) {
  const [lesson, setLesson] = useState<LessonName>('ellipse');
  const [seed, setSeed] = useState(1);
  const [turn, setTurn] = useState(0);
  const [running, setRunning] = useState(false);
  const [rates, setRates] = useState<Partial<Record<LessonName, number>>>({});
  const [chosen, setChosen] = useState(0);
  const images = useMemo(() => imagesOf(runs), [runs]);
  const about = lessons[lesson];
  const learningRate = rates[lesson] ?? about.learningRate;
  const trainer = useTrainer({ lesson, seed, turn, learningRate, chosen, running, images });
  const { picture, losses, engine, failure } = trainer;
  const words = wordsOf(trainer, about);

  return (
    <>
      <Choice
        legend="What learns"
        value={about.title}
        options={names.map((name) => ({ name: lessons[name].title }))}
        onChange={(title) => {
          setLesson(names.find((name) => lessons[name].title === title) ?? 'ellipse');
          setRunning(false);
        }}
      />
      <p>
        <strong>{about.model}.</strong> {about.words}
      </p>
      <Failure words={failure} />
      <div class={`beside ${lesson === 'digits' ? '' : 'single'}`}>
        <Planes lesson={lesson} scene={picture?.scene} words={words} />
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
          <RangeRow
            label="learning rate"
            value={Math.log10(learningRate)}
            low={-4}
            high={-1}
            text={learningRate.toPrecision(2)}
            onChange={(power) => setRates({ ...rates, [lesson]: 10 ** power })}
          />
          {picture?.scene.image && <OneImage image={picture.scene.image} chosen={chosen} onChoose={setChosen} />}
          <p class="numbers" data-step={picture?.step ?? ''}>
            {words}
          </p>
          <p class="unseen" role="status">
            {running ? 'It learns.' : picture ? 'It waits.' : 'It is being loaded.'}
          </p>
          <figure class="loss">
            <Curve
              values={losses}
              count={losses.length}
              first={1}
              log={lesson !== 'digits'}
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
