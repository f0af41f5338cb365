import { type Inks, inkStyle } from './bothLooks.ts';
import { dialogHtml } from './script/enlarging.ts';
import { policy, script } from './script.ts';
import { style } from './style.ts';

export function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter] as string,
  );
}

interface PageParts {
  readonly title: string;
  readonly kind: string;
  /** Markup already. */
  readonly body: string;
  /** The colours of its figures. */
  readonly inks: Inks;
}

/** A page that stands alone: nothing is fetched, and one script runs. */
export function page({ title, kind, body, inks }: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(title)} · LatentKit</title>
<style>${style}
${inkStyle(inks)}</style>
</head>
<body>
<main>
<header>
<p class="kind">${escapeHtml(kind)}</p>
<h1>${escapeHtml(title)}</h1>
</header>
${body}
</main>
${dialogHtml}
<script>${script}</script>
</body>
</html>
`;
}

export const section = (title: string, ...parts: string[]): string =>
  `<section>\n<h2>${escapeHtml(title)}</h2>\n${parts.join('\n')}\n</section>`;

/** A table that scrolls by itself where the page is narrow; words are escaped. */
export function dataTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) => row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('');
  return `<div class="wide" tabindex="0"><table><thead><tr>${head.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}</tbody></table></div>`;
}

/** Names and what they are, a row each. */
export function factTable(rows: readonly (readonly [string, string])[]): string {
  return `<table class="facts"><tbody>${rows
    .map(([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`)
    .join('')}</tbody></table>`;
}

/** Figures beside each other where there is room. */
export const figureGrid = (figures: readonly string[]): string =>
  figures.length === 0 ? '' : `<div class="figures">${figures.join('\n')}</div>`;

/** What few readers look for, behind a line that opens it. */
export const folded = (title: string, ...parts: string[]): string =>
  `<details><summary>${escapeHtml(title)}</summary>${parts.join('\n')}</details>`;

/** Figures with their names, large. */
export function cards(entries: readonly (readonly [string, string])[]): string {
  return `<dl class="cards">${entries
    .map(([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`)
    .join('')}</dl>`;
}

/** A sentence, and the command for who wants it otherwise. */
export const remark = (text: string, command: string): string =>
  `<p class="remark">${escapeHtml(text)} Draw them with <code>${escapeHtml(command)}</code>.</p>`;

export const commands = (lines: readonly string[]): string =>
  `<pre><code>${lines.map(escapeHtml).join('\n')}</code></pre>`;
