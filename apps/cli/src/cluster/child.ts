import type { ChildCommand } from '@latentkit/cluster';
import { flag } from '../plugins/refused.ts';

/** Starts this command as the child process of a worker, with the plug-ins that it has itself. */
export function child(args: readonly string[] = process.argv.slice(2)): ChildCommand {
  const plugins = args.filter((arg, i) => arg === flag || arg.startsWith(`${flag}=`) || args[i - 1] === flag);
  return { file: process.argv[1] as string, args: [...plugins, 'job'] };
}
