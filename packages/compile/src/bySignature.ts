import type { Input } from '@latentkit/core';
import { expected, isLatentKitError } from '@latentkit/errors';
import { fits, type Signature, signatureOf } from './trace/signature.ts';

type Inputs = Readonly<Record<string, Input>>;

/** What was made of a step, by the signature of its inputs. */
export interface BySignature<T> {
  /** What fits these inputs, if it was made before. */
  known(inputs: Inputs): Promise<T> | undefined;
  /** Makes it. */
  add(inputs: Inputs): Promise<T>;
  isEmpty(): boolean;
  /** Disposes of all. */
  forget(): void;
}

/** @param build whatever it throws becomes an error of ours */
export function bySignature<T extends { dispose(): void }>(
  build: (signature: Signature) => Promise<T>,
): BySignature<T> {
  const ready: { readonly signature: Signature; readonly made: Promise<T> }[] = [];
  return {
    known: (inputs) => ready.find(({ signature }) => fits(signature, inputs))?.made,
    add(inputs) {
      const signature = signatureOf(inputs);
      const made = build(signature).catch(refused);
      ready.push({ signature, made });
      return made;
    },
    isEmpty: () => ready.length === 0,
    forget() {
      for (const { made } of ready.splice(0)) {
        void made.then(
          (one) => one.dispose(),
          () => {},
        );
      }
    },
  };
}

function refused(cause: unknown): never {
  if (isLatentKitError(cause)) throw cause;
  throw expected({
    where: 'compiled step',
    expected: 'a graph that ONNX Runtime loads',
    received: cause instanceof Error ? cause.message : String(cause),
    todo: 'Use the eager engine, and report the step.',
    code: 'TRACE_GRAPH',
    cause,
  });
}
