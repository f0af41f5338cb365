import type { RunFigure } from '../entry/runFigure.ts';
import type { Hover } from './hover.ts';
import { escapeHtml } from './html.ts';

/** A figure of a page; in two looks, of which the reader's setting shows one. */
export type ReportFigure = Pick<RunFigure, 'title' | 'caption' | 'svg'> & { readonly hover?: Hover };

export function figureHtml({ title, caption, svg, hover }: ReportFigure): string {
  const label = hover ? `${title}: arrow keys go from one to the next` : title;
  return `<figure aria-label="${escapeHtml(label)}"${hover ? attributesOf(hover) : ''}>
<div class="light">${svg({ theme: 'light' })}</div>
<div class="dark">${svg({ theme: 'dark' })}</div>
${hover ? tipOf(hover) : ''}<figcaption>${escapeHtml(caption)}</figcaption>
</figure>`;
}

function attributesOf({ words, images }: Hover): string {
  const sheet = images ? ` data-across="${images.across}" data-down="${images.down}"` : '';
  return ` tabindex="0" data-words="${escapeHtml(JSON.stringify(words))}"${sheet}`;
}

function tipOf({ images }: Hover): string {
  const image = images ? `<i style="background-image:url(${images.picture})"></i>` : '';
  return `<div class="tip" role="status" hidden>${image}<span></span></div>\n`;
}
