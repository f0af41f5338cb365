import type { RunRow } from './protocol.ts';

/** What each chosen run produces so far, updated after each epoch that keeps a frame. */
export function Now({ rows }: { readonly rows: readonly RunRow[] }) {
  const seen = rows.filter(({ now }) => now !== undefined);
  if (seen.length === 0) return null;
  return (
    <section aria-labelledby="now">
      <h2 id="now">What the models produce so far</h2>
      <p class="quiet">
        Images: originals, their reconstructions, then samples or the plane of codes. Dots: reconstructions of the same
        points.
      </p>
      <div class="figures now">
        {seen.map(({ id, now, status }) => (
          <figure key={id}>
            <img src={`runs/${encodeURIComponent(id)}/now.svg?${now}`} alt={`What ${id} makes after epoch ${now}`} />
            <figcaption>
              {id} · epoch {now}
              {status === 'running' && ', training'}
            </figcaption>
          </figure>
        ))}
      </div>
    </section>
  );
}
