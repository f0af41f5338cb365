import { expected, isLatentKitError } from '@latentkit/errors';
import type { Engine } from './engine.ts';

/** An engine that may or may not be there. */
export interface EngineCandidate {
  /** What is logged, and what `prefer` names. */
  readonly name: string;
  /** What makes it available, a whole sentence: `Run: npm install @tensorflow/tfjs-node`. */
  readonly install: string;
  /** The version of its package, without running any of it; undefined where it is not installed. */
  find(): string | undefined;
  /** Starts it. Rejects with the reason where it does not run here. */
  load(): Promise<Engine>;
  /** Taken where `prefer` names it, and not as the best. */
  readonly onlyAsked?: boolean;
}

/** What was found of one candidate. */
export interface EngineReport {
  readonly name: string;
  readonly available: boolean;
  readonly chosen: boolean;
  /** Why it was chosen, or why it was not: one phrase. */
  readonly reason: string;
  readonly version?: string;
  /** What to do to have it, where it is not available. */
  readonly install?: string;
}

export interface Resolution {
  readonly engine: Engine;
  /** One entry a candidate, in their order. */
  readonly report: readonly EngineReport[];
}

/**
 * Candidates are tried in their order and the first that loads is chosen; the ones after it are looked for, not loaded.
 *
 * @throws ENGINE_UNKNOWN where `prefer` names no candidate, ENGINE_MISSING where none loads or not the one preferred
 */
export async function firstThatLoads(candidates: readonly EngineCandidate[], prefer?: string): Promise<Resolution> {
  if (prefer !== undefined && !candidates.some(({ name }) => name === prefer)) {
    throw expected({
      where: 'resolveEngine',
      expected: `one of the engines ${candidates.map(({ name }) => name).join(', ')}`,
      received: prefer,
      todo: 'Choose one of them, or leave it out.',
      code: 'ENGINE_UNKNOWN',
    });
  }
  let engine: Engine | undefined;
  const report: EngineReport[] = [];
  for (const candidate of candidates) {
    const { name, install } = candidate;
    const version = candidate.find();
    const add = (rest: Omit<EngineReport, 'name' | 'version'>) =>
      report.push({ name, ...rest, ...(version === undefined ? {} : { version }) });

    if (version === undefined) {
      add({ available: false, chosen: false, reason: 'not installed', install });
    } else if (prefer !== undefined && name !== prefer) {
      add({ available: true, chosen: false, reason: `installed, but ${prefer} was asked for` });
    } else if (candidate.onlyAsked && prefer === undefined) {
      add({ available: true, chosen: false, reason: 'installed, and used when asked for' });
    } else if (engine) {
      add({ available: true, chosen: false, reason: `installed, but ${engine.name} is faster` });
    } else {
      try {
        engine = await candidate.load();
        add({ available: true, chosen: true, reason: prefer ? 'asked for' : fastestOf(report) });
      } catch (error) {
        // Other errors of ours say what is wrong with the installation as a whole: no other engine would mend it.
        if (isLatentKitError(error) && error.code !== 'ENGINE') throw error;
        const reason = `installed, but does not load: ${firstLine(error)}`;
        add({ available: false, chosen: false, reason, install });
      }
    }
  }
  if (engine) return { engine, report };
  const missing = report.filter(({ name }) => prefer === undefined || name === prefer);
  throw expected({
    where: 'resolveEngine',
    expected: prefer === undefined ? 'an engine that loads' : `the engine ${prefer}`,
    received: missing
      .map(({ name, reason }) => (name === prefer ? `none: it is ${reason}` : `${name} ${reason}`))
      .join(', '),
    todo: missing.map(({ install }) => install).join(' Or: '),
    code: 'ENGINE_MISSING',
  });
}

/** Why an engine was chosen after those in `before`. */
function fastestOf(before: readonly EngineReport[]): string {
  const faster = before.find(({ available }) => !available);
  return faster ? `fastest available, as ${faster.name} is ${faster.reason}` : 'fastest available';
}

const firstLine = (error: unknown) =>
  String(error instanceof Error ? error.message : error)
    .split('\n')[0]
    ?.replace(/\.?\s*$/, '') ?? '';
