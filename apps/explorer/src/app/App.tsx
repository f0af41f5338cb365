import { useEffect, useMemo } from 'preact/hooks';
import { useLanguage } from '../language/useLanguage.ts';
import { Failure } from '../parts/Failure.tsx';
import { offeredViews } from '../views/offeredViews.ts';
import type { View } from '../views/views.ts';
import { chosenOf, hashNow, hashOfView, settingsOf, withSettings } from './address.ts';
import { Header } from './Header.tsx';
import { Navigation } from './Navigation.tsx';
import { runNamed, siteIndex } from './siteIndex.ts';
import { useAddress } from './useAddress.ts';
import { useLoaded } from './useLoaded.ts';
import { ViewFrame } from './ViewFrame.tsx';

const none: readonly string[] = [];

/** The page: runs chosen in the header, a view chosen by the hash. */
export function App({ views }: { readonly views: readonly View[] }) {
  const index = useLoaded(siteIndex, []);
  const names = index.value?.runs ?? none;
  const address = useAddress();
  const chosen = chosenOf(names, address.settings);
  const runs = useLoaded(() => Promise.all(chosen.map(runNamed)), [chosen.join('/')]);
  const theme = address.settings.get('theme');
  const embedded = address.settings.has('embed');
  const { language, say } = useLanguage();
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'light' || theme === 'dark') dataset.theme = theme;
    else delete dataset.theme;
    document.documentElement.toggleAttribute('data-embedded', embedded);
    document.documentElement.lang = language;
  }, [theme, embedded, language]);
  const choose = (next: readonly string[]) => {
    // What the address says of a view is of the runs before.
    location.hash = withSettings(hashOfView(hashNow(), view?.name ?? ''), settingsOf(next));
  };
  const failure = index.failure ?? runs.failure;
  const ready = index.value && runs.value?.length === chosen.length && (chosen.length > 0 || names.length === 0);
  const offered = useMemo(() => (ready ? offeredViews(views, runs.value ?? []) : []), [ready, views, runs.value]);
  const view = offered.find(({ name }) => name === address.view) ?? offered[0];

  return (
    <>
      <button type="button" class="skip" onClick={toMain}>
        {say('toContent')}
      </button>
      <Header
        names={names}
        chosen={chosen}
        onChoose={choose}
        runs={runs.value ?? []}
        bare={index.value?.runs.length === 0}
      />
      <Navigation views={offered} current={view?.name ?? ''} chosen={chosen} />
      <main id="main" tabIndex={-1}>
        <Failure words={failure && (language === 'en' ? failure : say('notLoaded'))} />
        {!failure && !ready && (
          <p class="quiet" role="status">
            {say('opening')}
          </p>
        )}
        {!failure && ready && view && <ViewFrame key={view.name} view={view} runs={runs.value ?? []} />}
      </main>
    </>
  );
}

/** A button, as the hash is the view's. */
const toMain = () => document.getElementById('main')?.focus();
