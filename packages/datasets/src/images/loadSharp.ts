import { pathToFileURL } from 'node:url';
import { expected } from '@latentkit/errors';
import { packagePath } from '../files/packagePath.ts';

export type Sharp = typeof import('sharp').default;

/** @throws `PACKAGE_MISSING` with what to install */
export async function loadSharp(where: string): Promise<Sharp> {
  const url = pathToFileURL(packagePath('sharp', { where, needed: 'reads images' })).href;
  return ((await import(/* @vite-ignore */ url)) as { default: Sharp }).default;
}

/** Errors of sharp as errors that name the file. */
export async function guard<Value>(file: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'FILE_READ' || code === 'FILE_FORMAT') throw cause;
    throw broken(file, `one that fails with ${JSON.stringify(message.slice(0, 200))}`, cause);
  }
}

export const broken = (file: string, received: string, cause?: unknown) =>
  expected({
    where: file,
    expected: 'a complete image',
    received,
    todo: 'Replace it or take it out.',
    code: 'FILE_FORMAT',
    cause,
  });
