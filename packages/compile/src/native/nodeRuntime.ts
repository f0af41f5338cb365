import { expected } from '@latentkit/errors';
import type { Runtime } from '../run/runtime.ts';
import { type TensorApi, tensorRuntime } from '../run/tensorRuntime.ts';
import { directRuntime } from './directRuntime.ts';
import { load } from './installed.ts';
import { libraryFile } from './libraryFile.ts';

/** How Node reaches ONNX Runtime. */
export interface NodeRuntime {
  readonly runtime: Runtime;
  /** `direct`: its C library through koffi. `addon`: onnxruntime-node's own binding, which copies every result of a run once more. */
  readonly binding: 'direct' | 'addon';
  /** Why it is not the direct one. */
  readonly reason?: string;
}

/** The direct way where koffi and the library are there, else the addon. @throws `ENGINE` where there is no onnxruntime-node */
export function nodeRuntime(open: () => Runtime = () => directRuntime(libraryFile())): NodeRuntime {
  try {
    return { runtime: open(), binding: 'direct' };
  } catch (error) {
    return { runtime: tensorRuntime(addon()), binding: 'addon', reason: `addon, not direct: ${reasonOf(error)}` };
  }
}

export function addon<Api = TensorApi>(): Api {
  try {
    return load('onnxruntime-node') as Api;
  } catch (cause) {
    throw expected({
      where: 'compiled',
      expected: 'onnxruntime-node',
      received: reasonOf(cause),
      todo: 'Run: npm install onnxruntime-node koffi',
      code: 'ENGINE',
      cause,
    });
  }
}

/** The first line: Node adds the files that asked for a module. */
function reasonOf(error: unknown): string {
  const [line] = (error instanceof Error ? error.message : String(error)).split('\n');
  return (line as string).replace(/\.$/, '');
}
