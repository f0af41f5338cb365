import type { MeanTerms } from '@latentkit/metrics';
import type { EpochRow, RunRecord } from '../run/record.ts';
import { commandOf } from './commandOf.ts';
import { style } from './style.ts';

export interface ReportFigure {
  readonly title: string;
  /** What to see in it, one or two sentences. */
  readonly caption: string;
  readonly svg: { readonly light: string; readonly dark: string };
}

/** A page that stands alone: figures inline, no script, nothing fetched. */
export function report(record: RunRecord, figures: readonly ReportFigure[]): string {
  const { spec, test, epochs } = record;
  const title = `${spec.model} on ${record.data.name}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escapeHtml(title)} · LatentKit</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<p class="kind">LatentKit run · ${escapeHtml(record.status)}</p>
<h1>${escapeHtml(title)}</h1>
${test ? headline(record, test) : ''}
</header>
${figures.map(figure).join('\n')}
<section>
<h2>Epochs</h2>
${epochTable(epochs)}
</section>
<section>
<h2>What was trained</h2>
${factTable(facts(record))}
<h2>Do it again</h2>
<pre><code>${escapeHtml(commandOf(spec))}</code></pre>
<p>Same spec, seed and engine: the same losses, digit for digit.</p>
</section>
</main>
</body>
</html>
`;
}

function headline({ epochs, parameters, judgedBy }: RunRecord, test: MeanTerms): string {
  const seconds = epochs.reduce((sum, epoch) => sum + epoch.seconds, 0);
  const cards: [string, string][] = [
    [`test ${judgedBy.title}, per example`, test.perExample.toPrecision(5)],
    ['the same per pixel', test.perPixel.toPrecision(4)],
    ...termCards(test),
    ['parameters', parameters.toLocaleString('en')],
    ['epochs', String(epochs.length)],
    ['training time', `${seconds.toFixed(1)} s`],
  ];
  return `<dl class="cards">${cards.map(([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}

/** The parts of a sum; one term alone is the sum. */
function termCards({ terms }: MeanTerms): [string, string][] {
  const parts = Object.entries(terms);
  return parts.length < 2 ? [] : parts.map(([name, mean]) => [`${wordsOf(name)}, test`, mean.toPrecision(5)]);
}

/** meanDivergence → mean divergence */
const wordsOf = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function figure({ title, caption, svg }: ReportFigure): string {
  return `<figure aria-label="${escapeHtml(title)}">
<div class="light">${svg.light}</div>
<div class="dark">${svg.dark}</div>
<figcaption>${escapeHtml(caption)}</figcaption>
</figure>`;
}

function epochTable(epochs: readonly EpochRow[]): string {
  const rows = epochs.map(
    ({ epoch, trainCost, test, seconds }) =>
      `<tr><td>${epoch}</td><td>${trainCost.toPrecision(5)}</td><td>${test.perExample.toPrecision(5)}</td><td>${test.perPixel.toPrecision(4)}</td><td>${seconds.toFixed(1)}</td></tr>`,
  );
  return `<table><thead><tr><th>epoch</th><th>train cost per example</th><th>test cost per example</th><th>per pixel</th><th>seconds</th></tr></thead>
<tbody>${rows.join('')}</tbody></table>`;
}

function facts({ spec, engine, versions, data, latentkit, started, parameters }: RunRecord): [string, string][] {
  return [
    [
      'data',
      `${data.name}: ${data.train[0]} training and ${data.test[0]} test examples of shape [${data.train.slice(1)}]`,
    ],
    ['parameters', parameters.toLocaleString('en')],
    ['engine', `${engine.name} (${engine.reason})`],
    ...Object.entries(spec).map(([key, value]): [string, string] => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
    [
      'versions',
      Object.entries({ latentkit, ...versions })
        .map((pair) => pair.join(' '))
        .join(', '),
    ],
    ['started', started],
  ];
}

function factTable(rows: readonly [string, string][]): string {
  return `<table class="facts"><tbody>${rows
    .map(([name, value]) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`)
    .join('')}</tbody></table>`;
}

function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter] as string,
  );
}
