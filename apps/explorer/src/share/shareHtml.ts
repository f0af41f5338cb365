import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** What a page that stands alone is made of. */
interface Parts {
  readonly title: string;
  readonly script: string;
  readonly style: string;
  /** By the paths that the script asks for; `report.html` among them. */
  readonly files: ReadonlyMap<string, Uint8Array | string>;
}

/** One HTML file that fetches nothing: its files lie in it as gzip in base64, in elements that no browser runs. */
export function shareHtml({ title, script, style, files }: Parts): string {
  const code = unclosed(script);
  const blocks = [...files].map(
    ([path, content]) =>
      `<script type="application/gzip" data-file="${escaped(path)}">${gzipSync(content, { level: 9 }).toString('base64')}</script>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(code, files.get('report.html') as string)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)} · LatentKit</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<noscript>This page decodes images by itself: it needs JavaScript.</noscript>
<div id="app"></div>
${blocks.join('\n')}
<script type="module">${code}</script>
</body>
</html>
`;
}

/** Nothing is fetched; the scripts of page and report run and no other. The report, whose frame has this policy too, sets styles in its markup. */
function policy(code: string, report: string): string {
  const inReport = [...report.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text]) => text as string);
  const hashes = [code, ...inReport].map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  return [
    "default-src 'none'",
    `script-src ${hashes.join(' ')} 'wasm-unsafe-eval'`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** A program that does not end its element from within a string. */
const unclosed = (script: string) => script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
