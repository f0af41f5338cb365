import type { FileHandle } from 'node:fs/promises';
import { counted, expected } from '@latentkit/errors';

/** How far one connection came: the whole file, or this many bytes more and why it ended. */
export type Progress = 'whole' | { readonly bytes: number; readonly reason: string };

/** One request for what a file lacks at its end, written there as it comes. @throws `DOWNLOAD` for an answer that no second try would change */
export async function fetchInto(
  file: FileHandle,
  {
    url,
    mostBytes,
    stallMs,
    signal,
  }: { url: string; mostBytes: number; stallMs: number; signal: AbortSignal | undefined },
): Promise<Progress> {
  const { size: had } = await file.stat();
  const stalled = new AbortController();
  let timer = setTimeout(() => stalled.abort(), stallMs);
  let at = had;
  try {
    const response = await fetch(url, {
      // Packed bytes would count differently from those of the file.
      headers: { 'accept-encoding': 'identity', ...(had > 0 && { range: `bytes=${had}-` }) },
      signal: signal ? AbortSignal.any([signal, stalled.signal]) : stalled.signal,
    });
    const goesOn = response.status === 206 && startOf(response) === had;
    if (response.status === 416 || (response.status === 206 && !goesOn)) {
      await response.body?.cancel();
      // What is there is no beginning of what the server has, or all of it: the checksum will tell which.
      if (response.status === 416 && totalOf(response) === had) return 'whole';
      await file.truncate(0);
      return { bytes: 0, reason: `${url} with another range than the one asked for` };
    }
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      const reason = `${url} answered ${response.status}`;
      if (response.status < 500 && response.status !== 429 && response.status !== 408) throw downloadError(reason);
      return { bytes: 0, reason };
    }
    // Written over, not cut off first: another process may be at the same file, with the same bytes.
    if (!goesOn) at = 0;
    const from = at;
    const promised = Number(response.headers.get('content-length') ?? Number.NaN);
    if (from + promised > mostBytes) throw tooLong(url, from + promised, mostBytes);
    for await (const piece of response.body) {
      clearTimeout(timer);
      timer = setTimeout(() => stalled.abort(), stallMs);
      if (at + piece.length > mostBytes) throw tooLong(url, at + piece.length, mostBytes);
      await writeAll(file, piece, at);
      at += piece.length;
    }
    const whole = Number.isNaN(promised) || at - from === promised;
    if (whole && at < had) await file.truncate(at);
    if (whole) return 'whole';
    return { bytes: at - had, reason: `${url} ended after ${counted(at - from, 'byte')} of ${promised}` };
  } catch (cause) {
    if (signal?.aborted) return { bytes: 0, reason: `${url} until it was stopped` };
    if (stalled.signal.aborted) return { bytes: at - had, reason: `${url} without a byte for ${stallMs / 1000} s` };
    // Errors of undici: "fetch failed" and "terminated", the reason below them. Those of the disk have a system call.
    const { syscall, code } = cause as NodeJS.ErrnoException;
    if (!(cause instanceof TypeError) || (syscall && code)) throw cause;
    const { message = '' } = (cause.cause as Error | undefined) ?? cause;
    return { bytes: at - had, reason: `${url} that broke off (${message || cause.message})` };
  } finally {
    clearTimeout(timer);
  }
}

async function writeAll(file: FileHandle, piece: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < piece.length; ) {
    done += (await file.write(piece, done, piece.length - done, at + done)).bytesWritten;
  }
}

/** `Content-Range: bytes 500-999/1000` starts at 500, an answer 416 says `bytes *` and the total. */
const startOf = ({ headers }: Response) =>
  Number(/^bytes (\d+)-/.exec(headers.get('content-range') ?? '')?.[1] ?? Number.NaN);
const totalOf = ({ headers }: Response) =>
  Number(/\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1] ?? Number.NaN);

export const downloadError = (received: string) =>
  expected({
    where: 'remoteFile',
    expected: 'the file',
    received,
    todo: 'Check the address and the connection, and run again: what was downloaded is kept.',
    code: 'DOWNLOAD',
  });

const tooLong = (where: string, bytes: number, most: number) =>
  expected({
    where,
    expected: `at most ${counted(most, 'byte')}`,
    received: `${bytes} or more`,
    todo: 'Raise mostBytes if the file is meant to be so long.',
    code: 'DOWNLOAD',
  });
