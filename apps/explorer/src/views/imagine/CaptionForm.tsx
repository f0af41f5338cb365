import type { Table } from '@latentkit/core';
import { vocabulary } from '@latentkit/datasets';
import { useId, useMemo, useState } from 'preact/hooks';
import { Failure } from '../../parts/Failure.tsx';
import { Select } from '../../parts/Select.tsx';
import type { WordsRun } from '../../run/wordsRun.ts';
import { completed, completions } from './completions.ts';

/** Words that are offered at once. */
const most = 12;

interface CaptionFormProps {
  readonly run: WordsRun;
  /** What is typed at first. */
  readonly start: string;
  readonly onDraw: (text: Table) => void;
}

/** A caption of known words, completed as it is typed; a word that is not known is refused with the nearest that is. */
export function CaptionForm({ run, start, onDraw }: CaptionFormProps) {
  const { tokens, captions } = run.card;
  const [caption, setCaption] = useState(start);
  const [failure, setFailure] = useState<string>();
  const known = useMemo(() => vocabulary(tokens.words), [tokens]);
  const offered = completions(caption, tokens.words, most);
  const field = useId();
  const draw = (words: string) => {
    setCaption(words);
    try {
      onDraw(known.encode([words], tokens.textLength));
      setFailure(undefined);
    } catch (error) {
      setFailure((error as Error).message);
    }
  };
  const complete = (word: string) => {
    setCaption(completed(caption, word));
    document.getElementById(field)?.focus();
  };
  return (
    <form
      class="caption"
      onSubmit={(event) => {
        event.preventDefault();
        draw(caption);
      }}
    >
      <label for={field}>Caption</label>
      <div class="field">
        <input
          id={field}
          type="text"
          value={caption}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          placeholder="none: the model draws whatever it likes"
          onInput={({ currentTarget }) => setCaption(currentTarget.value)}
        />
        <button type="submit">Draw</button>
      </div>
      <fieldset class="words">
        <legend class="unseen">Words that fit</legend>
        {offered.map((word) => (
          <button key={word} type="button" onClick={() => complete(word)}>
            {word}
          </button>
        ))}
      </fieldset>
      <Failure words={failure} />
      {captions.length > 0 && (
        <Select
          label="or a caption of the test data"
          value={captions.includes(caption) ? caption : ''}
          options={[['', '…'], ...captions.map((one) => [one, one] as const)]}
          onChange={(one) => one !== '' && draw(one)}
        />
      )}
    </form>
  );
}
