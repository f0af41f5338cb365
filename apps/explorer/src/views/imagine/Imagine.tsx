import { vocabulary } from '@latentkit/datasets';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { sizeOf } from '../../bundle/index.ts';
import { numberText } from '../../look/numberText.ts';
import { Failure } from '../../parts/Failure.tsx';
import { Picture } from '../../parts/picture/Picture.tsx';
import { RangeRow } from '../../parts/RangeRow.tsx';
import { useSettled } from '../../parts/useSettled.ts';
import { useLatest } from '../../run/useLatest.ts';
import type { WordsRun } from '../../run/wordsRun.ts';
import { EnergyTable } from '../draw/EnergyTable.tsx';
import { SeedRow } from '../samples/SeedRow.tsx';
import type { ViewProps } from '../viewProps.ts';
import { Alternatives } from './Alternatives.tsx';
import { CaptionForm } from './CaptionForm.tsx';
import { placeOf } from './crop.ts';
import { TokenGrid } from './TokenGrid.tsx';
import { type Asked, useImagined } from './useImagined.ts';

/** Where each channel of a cell has a token of its own, they stand in this order. */
const channels = ['red', 'green', 'blue'];

/** A caption, and its image drawn token by token. */
export default function Imagine({ words }: ViewProps) {
  return words ? <Imagined run={words} /> : <p>This site has no text-to-image run.</p>;
}

function Imagined({ run }: { readonly run: WordsRun }) {
  const { tokens, exampleShape, energy, captions } = run.card;
  const total = sizeOf(tokens.grid);
  const first = captions[0] ?? '';
  const [choice, setChoice] = useState({ temperature: 0.5, guidance: 2, topK: tokens.size });
  const [asked, setAsked] = useState<Asked>(() => ({
    ...choice,
    text: vocabulary(tokens.words).encode([first], tokens.textLength),
    seed: 1,
    given: [],
    kept: [],
  }));
  // A slider that moves draws once it rests.
  const settled = useSettled(choice, 150);
  useEffect(() => setAsked((old) => (isOf(old, settled) ? old : { ...old, ...settled })), [settled]);
  const { now, failure } = useImagined(run, asked);
  const [chosen, setChosen] = useState(0);
  const again = (next: Partial<Asked>) => setAsked((old) => ({ ...old, given: [], kept: [], ...next }));

  const image = useLatest(() => now && run.imageOf(now.indices), [run, now?.indices]);
  const shades = useMemo(
    () => now?.steps.map(({ entropy }) => Math.min(1, entropy / Math.log(tokens.size))),
    [now, tokens],
  );
  const token = Math.min(chosen, (now?.cells ?? 1) - 1);
  const { row, column } = placeOf(token, tokens);
  const nats = now?.steps[token] && numberText(now.steps[token].entropy);
  const channel = tokens.planes === channels.length ? ` (${channels[column % channels.length]})` : '';
  const about = `token ${token + 1} of ${total}, row ${row + 1}, place ${column + 1}${channel}: index ${now?.indices[token] ?? 0}, entropy ${nats ?? '…'} nats`;
  const done = now?.cells === total;
  const captioned = asked.text.values.some((word) => word > 0);
  // Without a caption there are no words to be likely.
  const terms = captioned ? energy.terms : energy.terms.filter(({ name }) => name !== 'text');
  const judged = now && { terms: now.energies, energy: sum(terms, now.energies) };
  const range = (name: keyof typeof choice) => (value: number) =>
    setChoice({ ...choice, [name]: name === 'topK' ? Math.round(value) : value });

  return (
    <div class="imagine-grid">
      <CaptionForm run={run} start={first} onDraw={(text) => again({ text })} />
      <div class="pictures">
        <TokenGrid layout={tokens} cells={now?.cells ?? 0} chosen={token} onChoose={setChosen} words={about}>
          <Picture
            values={image.value}
            shape={exampleShape}
            label={done ? 'The drawn image' : 'The image as far as it is drawn'}
          />
        </TokenGrid>
        <figure>
          <TokenGrid
            layout={tokens}
            cells={now?.cells ?? 0}
            chosen={token}
            onChoose={setChosen}
            {...(shades && { shades })}
            label="Entropy of the distribution of each token: the fuller the colour, the less certain the model"
          />
          <figcaption>Entropy of each token: full colour is {numberText(Math.log(tokens.size))} nats</figcaption>
        </figure>
        <p
          class="numbers quiet small"
          data-cells={now?.cells ?? 0}
          data-seed={now?.seed}
          data-finished={now?.finished ?? 0}
          data-milliseconds={now?.milliseconds.toFixed(0)}
        >
          {now ? `${now.cells} of ${total} tokens, ${(now.milliseconds / 1000).toFixed(1)} s` : 'Loading the networks…'}
        </p>
        <Failure words={failure ?? image.failure} />
      </div>
      <section class="chosen" aria-label="The chosen token">
        <p class="numbers">{about}</p>
        <div class="controls">
          <button type="button" disabled={token === 0} onClick={() => setChosen(token - 1)}>
            Earlier
          </button>
          <button type="button" disabled={token + 1 >= (now?.cells ?? 0)} onClick={() => setChosen(token + 1)}>
            Later
          </button>
        </div>
        {now?.steps[token] && (
          <Alternatives
            run={run}
            now={now}
            token={token}
            onTake={(index) =>
              again({ given: [...now.indices.slice(0, token), index], kept: now.steps.slice(0, token + 1) })
            }
          />
        )}
        <p class="quiet small">
          Choose a token by pointer, finger or arrow keys. Taking another index keeps all tokens before it and draws
          those after it again.
        </p>
      </section>
      <div class="settings">
        <RangeRow
          label="temperature"
          value={choice.temperature}
          low={0.1}
          high={2}
          step={0.05}
          onChange={range('temperature')}
        />
        <RangeRow label="guidance" value={choice.guidance} low={0} high={8} step={0.25} onChange={range('guidance')} />
        <RangeRow
          label="top-k"
          value={choice.topK}
          low={1}
          high={tokens.size}
          step={1}
          text={String(choice.topK)}
          onChange={range('topK')}
        />
        <SeedRow seed={asked.seed} onChange={(seed) => again({ seed })} />
        <EnergyTable terms={terms} judged={judged} />
      </div>
      <p class="unseen" role="status">
        {done ? `The image is drawn. ${about}` : ''}
      </p>
    </div>
  );
}

type Choice = Pick<Asked, 'temperature' | 'guidance' | 'topK'>;

const isOf = (asked: Asked, choice: Choice) =>
  (Object.keys(choice) as (keyof Choice)[]).every((name) => asked[name] === choice[name]);

const sum = (terms: WordsRun['card']['energy']['terms'], values: Readonly<Record<string, number>>) =>
  terms.reduce((total, { name, weight }) => total + weight * (values[name] ?? 0), 0);
