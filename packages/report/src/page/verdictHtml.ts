import type { Finding } from '../verdict/finding.ts';
import { escapeHtml, section } from './html.ts';

const looked =
  'posterior collapse, unused latent dimensions, dead codebook entries, copying of the input, too little training, overfitting and outliers';

/** What is wrong with a run and what to do, or that nothing was found. */
export function verdictHtml(findings: readonly Finding[]): string {
  if (findings.length === 0)
    return section('Verdict', `<p class="verdict good">No fault found. Looked for ${looked}.</p>`);
  const items = findings.map(({ fault, tells, help }) => {
    const words = [tells, help].map(inCode).join(' ');
    return `<li><strong>${escapeHtml(fault[0]?.toUpperCase() + fault.slice(1))}.</strong> ${words}</li>`;
  });
  return section('Verdict', `<ul class="verdict">${items.join('\n')}</ul>`);
}

/** What stands between backticks as code, and flags by themselves. */
const inCode = (text: string) =>
  escapeHtml(text).replace(/`([^`]+)`|(--[a-z-]+)/g, (_, code, flag) =>
    code ? `<code>${code}</code>` : `<code class="flag">${flag}</code>`,
  );
