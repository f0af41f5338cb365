import { describe, expect, it } from 'vitest';
import { expected, isLatentKitError, LatentKitError } from './index.ts';

const error = expected({
  where: 'squaredError',
  expected: 'shape [8,784]',
  received: 'shape\n [8,1]',
  todo: 'Pass both with the same shape.',
  code: 'SHAPE',
  cause: 'broadcast',
});

describe('LatentKitError', () => {
  it('says where, what was expected, what was received and what to do, in one line', () => {
    expect(error.message).toBe(
      'squaredError: expected shape [8,784], received shape [8,1]. Pass both with the same shape.',
    );
    expect(error).toMatchObject({ code: 'SHAPE', cause: 'broadcast', name: 'LatentKitError' });
  });

  it('is recognised by its mark, also when it comes from another copy of the package', () => {
    const fromAnotherCopy = Object.assign(new Error('SHAPE'), { [Symbol.for('latentkit.error')]: true });
    expect(isLatentKitError(error)).toBe(true);
    expect(isLatentKitError(fromAnotherCopy)).toBe(true);
    expect(isLatentKitError(new Error('SHAPE'))).toBe(false);
    expect(isLatentKitError(null)).toBe(false);
    expect(error).toBeInstanceOf(LatentKitError);
  });
});
