import type { RunRow } from './protocol.ts';

/** The settings in which the chosen runs differ; all of them for one run. */
export function Differences({ rows }: { readonly rows: readonly RunRow[] }) {
  const keys = [...new Set(rows.flatMap(({ settings }) => Object.keys(settings)))];
  const texts = (key: string) => rows.map(({ settings }) => settings[key]);
  const shown = rows.length < 2 ? keys : keys.filter((key) => new Set(texts(key)).size > 1);
  return (
    <section aria-labelledby="differences">
      <h2 id="differences">{rows.length < 2 ? 'Settings' : 'Settings that differ'}</h2>
      {shown.length === 0 ? (
        <p class="quiet">{rows.length === 0 ? 'No run is shown.' : 'None: these runs have the same settings.'}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself where the page is narrow
        <section class="wide" tabIndex={0} aria-labelledby="differences">
          <table class="settings">
            <thead>
              <tr>
                <th scope="col">setting</th>
                {rows.map(({ id }) => (
                  <th key={id} scope="col">
                    {id}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((key) => (
                <tr key={key}>
                  <th scope="row">{key}</th>
                  {rows.map(({ id, settings }) => (
                    <td key={id}>{settings[key] ?? '–'}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
