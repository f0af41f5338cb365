import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { checkSize } from './checkSize.ts';
import { shareHtml } from './shareHtml.ts';

const report = '<!doctype html><script>show()</script>';
const files = new Map<string, Uint8Array | string>([
  ['data/a "run"/codes.f32', Uint8Array.from({ length: 1000 }, (_, i) => i)],
  ['report.html', report],
]);
const script = 'const end = "</script>", start = "<!-- <script>";';
const html = shareHtml({ title: 'vae on <b>', script, style: 'body{}', files });
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');

describe('a page that stands alone', () => {
  it('holds its files as they were', () => {
    const blocks = [...html.matchAll(/<script type="application\/gzip" data-file="([^"]*)">([^<]*)<\/script>/g)];
    const held = blocks.map(([, path, text]) => [path, gunzipSync(Buffer.from(text as string, 'base64'))] as const);
    expect(held.map(([path]) => path)).toEqual(['data/a &quot;run&quot;/codes.f32', 'report.html']);
    expect(new Uint8Array(held[0]?.[1] as Buffer)).toEqual(files.get('data/a "run"/codes.f32'));
    expect(String(held[1]?.[1])).toBe(report);
  });

  it('lets its own script and that of the report run, and no other', () => {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    const [, code = ''] = /<script type="module">(.*?)<\/script>/s.exec(html) ?? [];
    expect(code).toBe('const end = "<\\/script>", start = "<\\!-- <script>";');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src 'sha256-${sha256(code)}' 'sha256-${sha256('show()')}' 'wasm-unsafe-eval';`);
    expect(policy).not.toContain('http');
  });

  it('has no address in it, and its title as text', () => {
    expect(html).not.toMatch(/(src|href)="(?!data:)/);
    expect(html).toContain('<title>vae on &lt;b> · LatentKit</title>');
  });

  it('is refused beyond 32 MB, with what does instead', () => {
    expect(checkSize('runs/vae', 32e6)).toBeUndefined();
    expect(() => checkSize('runs/vae', 120.4e6)).toThrow(
      'run runs/vae: expected networks, codes and images of 32 MB at most in one page, received 120.4 MB. Write a site for any host instead: latentkit explore runs/vae --export site.',
    );
  });
});
