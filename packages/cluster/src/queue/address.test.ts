import { describe, expect, it } from 'vitest';
import { queueAddress, withoutSecrets } from './address.ts';

describe('queueAddress', () => {
  it.each([
    ['redis://localhost:6379', 'redis', 'redis://localhost:6379'],
    ['rediss://me:s3cret@queue.example:6380/2', 'redis', 'rediss://queue.example:6380/2'],
    ['postgres://me:s3cret@db.example/jobs?sslmode=verify-full', 'postgres', 'postgres://db.example/jobs'],
    ['postgresql://db.example', 'postgres', 'postgresql://db.example'],
  ])('%s', (text, kind, shown) => {
    expect(queueAddress(text)).toEqual({ kind, url: text, shown });
  });

  it('is in memory where none is given', () => {
    expect(queueAddress(undefined)).toEqual({ kind: 'memory' });
    expect(queueAddress('')).toEqual({ kind: 'memory' });
  });

  it.each(['amqp://me:s3cret@x', 'localhost:6379', 's3cret'])('refuses %s without quoting it', (text) => {
    const refuse = () => queueAddress(text);
    expect(refuse).toThrow('--queue: expected an address that begins with postgres://, redis:// or rediss://');
    expect(refuse).not.toThrow('s3cret');
  });

  it('takes a password out of a message, however it is written', () => {
    const address = queueAddress('redis://me:s3%2Fcret@queue.example');
    for (const quoted of ['s3/cret', 's3%2Fcret', 'redis://me:s3%2Fcret@queue.example'])
      expect(withoutSecrets(`WRONGPASS ${quoted}`, address)).not.toMatch(/s3/);
  });
});
