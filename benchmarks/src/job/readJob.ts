import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expected } from '@latentkit/errors';
import type { z } from 'zod';
import { imageJob, type Job, sequenceJob } from './job.ts';

/** A job and what it is called in tables: the name of its file. */
export interface NamedJob {
  readonly name: string;
  readonly job: Job;
}

/**
 * Read a job: one of `folder` by its name, or any file by its path.
 *
 * @throws `JOB` naming the file, the place in it and what was expected there
 */
export function readJob(nameOrPath: string, folder: string): NamedJob {
  const own = join(folder, `${nameOrPath}.json`);
  const file = existsSync(own) ? own : nameOrPath;
  const name = basename(file, '.json');
  if (!existsSync(file)) {
    const known = readdirSync(folder).map((each) => basename(each, '.json'));
    throw refuse('--jobs', `one of ${known.join(', ')} or a file`, nameOrPath, 'Check the name or the path.');
  }
  const given = json(file, name);
  const sequence = typeof given === 'object' && given !== null && 'transformer' in given;
  const parsed = (sequence ? sequenceJob : imageJob).safeParse(given, { reportInput: true });
  if (!parsed.success) throw explain(file, parsed.error.issues[0] as z.core.$ZodIssue);
  return { name, job: parsed.data };
}

function json(file: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw refuse(file, 'JSON', (cause as Error).message, `Correct ${name}.`, cause);
  }
}

function explain(file: string, issue: z.core.$ZodIssue): Error {
  const place = [file, ...(issue.path.length > 0 ? [issue.path.join('.')] : [])].join(', ');
  const todo = 'See the README of benchmarks.';
  if (issue.code === 'unrecognized_keys') return refuse(place, 'known keys', issue.keys.join(', '), todo);
  return refuse(place, wanted(issue), shown(issue.input), todo);
}

function wanted(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return (
        { int: 'a whole number', object: 'an object', array: 'a list' }[issue.expected as string] ?? issue.expected
      );
    case 'invalid_value':
      return `one of ${issue.values.join(', ')}`;
    case 'too_small':
      return issue.origin === 'array'
        ? 'at least one'
        : `a number ${issue.inclusive ? 'of at least' : 'above'} ${issue.minimum}`;
    case 'too_big':
      return `a number of at most ${issue.maximum}`;
    default:
      return issue.message;
  }
}

const shown = (input: unknown) => (input === undefined ? 'nothing' : (JSON.stringify(input) ?? String(input)));

function refuse(where: string, wanted: string, received: string, todo: string, cause?: unknown): Error {
  return expected({ where, expected: wanted, received, todo, code: 'JOB', cause });
}
