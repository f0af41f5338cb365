import { noAdapter } from '@latentkit/compile/node';
import { ownVersion, versions } from '@latentkit/runs';
import { Command } from 'commander';
import { chooseEngine } from '../engines/chooseEngine.ts';

export function doctorCommand(): Command {
  return new Command('doctor').action(async () => {
    const notes: string[] = [];
    const { report } = await chooseEngine('auto', (text) => notes.push(text));
    const adapter = report.some(({ name, available }) => name === 'webgpu' && available)
      ? await noAdapter()
      : undefined;
    const found = report.map((one) =>
      one.name === 'webgpu' && adapter !== undefined
        ? { ...one, available: false, reason: `installed, but finds no adapter: ${adapter}` }
        : one,
    );
    const lines = found.map(({ name, version, chosen, available, reason, install }) => {
      const mark = chosen ? '→' : available ? '✓' : '✗';
      return `${mark} ${[name, version].filter(Boolean).join(' ').padEnd(20)} ${reason}${install ? `; ${install}` : ''}`;
    });
    for (const note of notes) lines.push(`  ${note}`);
    const all = Object.entries({ latentkit: ownVersion(), ...versions() });
    process.stdout.write(`${all.map(([name, version]) => `${name} ${version}`).join(', ')}\n${lines.join('\n')}\n`);
  });
}
