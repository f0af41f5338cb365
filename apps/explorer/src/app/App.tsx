import { useEffect, useState } from 'preact/hooks';
import { Failure } from '../parts/Failure.tsx';
import { views } from '../views/views.ts';
import { Header } from './Header.tsx';
import { Navigation } from './Navigation.tsx';
import { runNamed, siteIndex } from './siteIndex.ts';
import { useHash } from './useHash.ts';
import { useLoaded } from './useLoaded.ts';
import { ViewFrame } from './ViewFrame.tsx';

const none: readonly string[] = [];

/** The page: runs chosen in the header, a view chosen by the hash. */
export function App() {
  const index = useLoaded(siteIndex, []);
  const names = index.value?.runs ?? none;
  const [chosen, setChosen] = useState<readonly string[]>(none);
  const first = names[0];
  useEffect(() => setChosen(first === undefined ? none : names.slice(0, 2)), [first]);

  const runs = useLoaded(() => Promise.all(chosen.map(runNamed)), [chosen.join('/')]);
  const offered = views.filter(({ alone }) => alone || names.length > 0);
  const hash = useHash();
  const view = offered.find(({ name }) => name === hash) ?? offered[0];
  const failure = index.failure ?? runs.failure;
  const ready = index.value && runs.value?.length === chosen.length && (chosen.length > 0 || names.length === 0);

  return (
    <>
      <button type="button" class="skip" onClick={toMain}>
        To the content
      </button>
      <Header
        names={names}
        chosen={chosen}
        onChoose={setChosen}
        runs={runs.value ?? []}
        bare={index.value?.runs.length === 0}
      />
      <Navigation views={offered} current={view?.name ?? ''} />
      <main id="main" tabIndex={-1}>
        <Failure words={failure} />
        {!failure && !ready && (
          <p class="quiet" role="status">
            Opening the run…
          </p>
        )}
        {!failure && ready && view && <ViewFrame key={view.name} view={view} runs={runs.value ?? []} />}
      </main>
    </>
  );
}

/** A button, as the hash is the view's. */
const toMain = () => document.getElementById('main')?.focus();
