import '@tensorflow/tfjs-backend-cpu';
import { expect, it } from 'vitest';
import { eagerCandidates, resolveEngine } from './elsewhere.ts';

it('is the backend in use where a bundle holds no other', async () => {
  const { engine, report } = await resolveEngine({ candidates: eagerCandidates });
  expect([engine.name, report]).toEqual(['cpu', []]);
});
