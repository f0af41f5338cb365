import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Its instructions, each in one line, without comments. */
const instructions = text('deploy/Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n/g, '')
  .split('\n')
  .filter((line) => line !== '');
const last = (name: string) =>
  instructions
    .findLast((line) => line.startsWith(`${name} `))
    ?.slice(name.length + 1)
    .trim();

it('the container runs the command as an ordinary user, and asks for its health', () => {
  expect(last('USER')).toBe('node');
  expect(last('HEALTHCHECK')).toContain('/v2/health/ready');
  const [node, main, command, ...flags] = JSON.parse(last('ENTRYPOINT') ?? '[]') as string[];
  const { name, bin } = JSON.parse(text('apps/cli/package.json')) as { name: string; bin: Record<string, string> };
  expect([node, main, command]).toEqual(['node', `/app/node_modules/${name}/${bin.latentkit?.slice(2)}`, 'serve']);
  const serve = text('apps/cli/src/commands/serve.ts');
  for (const flag of flags.filter((one) => one.startsWith('--'))) expect(serve).toContain(`  ${flag.slice(2)}: z`);
});

it('each build stage starts from a Node that the packages run on', () => {
  const from = instructions.filter((line) => line.startsWith('FROM '));
  expect(from).toHaveLength(2);
  for (const line of from) expect(line).toMatch(/^FROM node:2\d-\w+-slim\b/);
});
