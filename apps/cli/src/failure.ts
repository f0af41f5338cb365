import { isLatentKitError } from '@latentkit/errors';
import { CommanderError } from 'commander';

/** What a user did (2) and what went wrong while doing it (1). */
const runtimeCodes = new Set(['NOT_FINITE', 'IO']);

/** The exit code and the one line for whatever was thrown. */
export function failure(error: unknown): { exitCode: number; line?: string } {
  if (error instanceof CommanderError) return commanderFailure(error);
  if (isLatentKitError(error))
    return { exitCode: runtimeCodes.has(error.code) ? 1 : 2, line: `latentkit: ${error.message}` };
  const { code, message } = error as NodeJS.ErrnoException;
  if (code && /^E[A-Z]+$/.test(code)) return { exitCode: 1, line: `latentkit: ${oneLine(message)}` };
  const where = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    exitCode: 1,
    line: `latentkit: an internal error, please report it: ${process.env.LATENTKIT_DEBUG ? where : oneLine(String(error))}`,
  };
}

function commanderFailure({ code, message, exitCode }: CommanderError): { exitCode: number; line?: string } {
  // Help and version are no errors; commander has printed them.
  if (exitCode === 0 || code === 'commander.help') return { exitCode };
  return { exitCode: 2, line: `latentkit: ${oneLine(message.replace(/^error: /, ''))} See latentkit --help.` };
}

function oneLine(text: string): string {
  const line = text.trim().replace(/\s*\n\s*/g, ' ');
  return /[.!?)]$/.test(line) ? line : `${line}.`;
}
