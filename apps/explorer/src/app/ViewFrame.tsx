import { useEffect } from 'preact/hooks';
import { useLanguage } from '../language/useLanguage.ts';
import { Failure } from '../parts/Failure.tsx';
import { Columns } from '../parts/picture/columns.ts';
import { type AnyRun, isLatent, isWords } from '../run/wordsRun.ts';
import type { View } from '../views/views.ts';
import { useLoaded } from './useLoaded.ts';

/** A view under its title, once its code is there. */
export function ViewFrame({ view, runs }: { readonly view: View; readonly runs: readonly AnyRun[] }) {
  const { language, say } = useLanguage();
  const { title, about } = (language === 'fr' && view.inFrench) || view;
  const { value, failure } = useLoaded(view.load, [view.name]);
  useEffect(() => {
    document.title = `${title} · LatentKit explorer`;
  }, [title]);
  return (
    <article class={`view ${view.name}`} aria-labelledby="view-title">
      <h2 id="view-title">{title}</h2>
      <p class="about">{about}</p>
      <Failure words={failure && (language === 'en' ? failure : say('notLoaded'))} />
      {!value && !failure && (
        <p class="quiet" role="status">
          {say('loading')}
        </p>
      )}
      {value && (
        <Columns.Provider value={runs.find(isLatent)?.card.columns}>
          <value.default
            key={runs.map(({ card }) => card.name).join('/')}
            runs={runs.filter(isLatent)}
            {...(runs[0] && isWords(runs[0]) && { words: runs[0] })}
          />
        </Columns.Provider>
      )}
    </article>
  );
}
