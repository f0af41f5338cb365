import type { ServedFunction } from '../functions/servedFunction.ts';
import type { Port } from '../protocol/tensor.ts';

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] as string);

const row = (kind: string) => (port: Port) =>
  `<tr><td>${kind}${port.optional ? ', optional' : ''}</td><td><code>${escaped(port.name)}</code></td><td>${[port.datatype, ...(port.also ?? [])].join(' ')}</td>` +
  `<td>[${port.shape.join(', ')}]</td><td>${escaped(port.holds)}</td></tr>`;

const section = ([name, { summary, inputs, outputs }]: [string, ServedFunction]) => `<section>
<h2><code>${escaped(name)}</code></h2>
<p>${escaped(summary)}</p>
<pre>POST /v2/models/${escaped(name)}/infer</pre>
<table><thead><tr><th></th><th>name</th><th>type</th><th>shape</th><th>what it holds</th></tr></thead>
<tbody>${inputs.map(row('in')).join('')}${outputs.map(row('out')).join('')}</tbody></table>
</section>`;

/** A page for people on what is served: no script, nothing from elsewhere. */
export const page = (models: ReadonlyMap<string, ServedFunction>): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>LatentKit service</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8884;vertical-align:top}
pre{overflow:auto;padding:.5rem;background:#8882}</style></head>
<body><main><h1>LatentKit service</h1>
<p>Open Inference Protocol v2, with binary tensors: <a href="/v2">/v2</a> · <a href="/v2/models">/v2/models</a> ·
<a href="/openapi.json">/openapi.json</a> · <a href="/metrics">/metrics</a> · <a href="/v2/health/ready">/v2/health/ready</a>. A shape’s −1 is any number of rows.</p>
${[...models].map(section).join('\n')}
</main></body></html>
`;
