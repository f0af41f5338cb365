import type { NativeCall } from '../run/runtime.ts';
import { load } from './installed.ts';

/** The part of koffi that is used; it calls C functions by their addresses. */
interface Koffi {
  load(file: string | null): Library;
  decode(pointer: Pointer, type: unknown): Pointer[];
  array(of: string, length: number): unknown;
  proto(result: string, parameters: readonly unknown[]): unknown;
  out(type: string): unknown;
  call(address: Pointer, type: unknown, ...parameters: unknown[]): unknown;
  address(array: ArrayBufferView): Pointer;
}

interface Library {
  func(name: string, result: string, parameters: string[]): (...parameters: unknown[]) => Pointer | null;
}

export type Pointer = bigint;

/**
 * Places in the table `OrtApi` of onnxruntime_c_api.h. It only ever grows at its end, so they hold for every version since 1.4.
 * `*` marks a result that is written through the last parameter.
 */
const functions = {
  CreateStatus: [0, 'int', 'str'],
  GetErrorMessage: [2, 'void *'],
  CreateEnv: [3, 'int', 'str', '*'],
  CreateSessionFromArray: [8, 'void *', 'void *', 'size_t', 'void *', '*'],
  CreateSessionOptions: [10, '*'],
  EnableProfiling: [14, 'void *', process.platform === 'win32' ? 'str16' : 'str'],
  SetSessionLogSeverityLevel: [22, 'void *', 'int'],
  SetSessionGraphOptimizationLevel: [23, 'void *', 'int'],
  SetIntraOpNumThreads: [24, 'void *', 'int'],
  SetInterOpNumThreads: [25, 'void *', 'int'],
  SessionGetInputCount: [30, 'void *', '*'],
  SessionGetInputName: [36, 'void *', 'size_t', 'void *', '*'],
  CreateRunOptions: [39, '*'],
  CreateTensorWithDataAsOrtValue: [49, 'void *', 'void *', 'size_t', 'int64_t *', 'size_t', 'int', '*'],
  CreateCpuMemoryInfo: [69, 'int', 'int', '*'],
  AllocatorFree: [76, 'void *', 'void *'],
  GetAllocatorWithDefaultOptions: [78, '*'],
  ReleaseStatus: [93, 'void *'],
  ReleaseSession: [95, 'void *'],
  ReleaseValue: [96, 'void *'],
  ReleaseSessionOptions: [100, 'void *'],
  SessionEndProfiling: [110, 'void *', 'void *', '*'],
  AddSessionConfigEntry: [130, 'void *', 'str', 'str'],
  RunWithBinding: [133, 'void *', 'void *', 'void *'],
  CreateIoBinding: [134, 'void *', '*'],
  ReleaseIoBinding: [135, 'void *'],
  BindInput: [136, 'void *', 'str', 'void *'],
  BindOutput: [137, 'void *', 'str', 'void *'],
} as const satisfies Readonly<Record<string, readonly [number, ...string[]]>>;

export type FunctionName = keyof typeof functions;

/** The C functions of ONNX Runtime. */
export interface Api {
  /** Calls one; its status, if not good, is thrown as an Error of its message. */
  run(name: FunctionName, ...parameters: unknown[]): void;
  /** The same for one that makes something. */
  make(name: FunctionName, ...parameters: unknown[]): Pointer;
  /** The same for one that can be called from other threads, by its address. */
  call(name: FunctionName, ...parameters: Pointer[]): NativeCall;
  /** One that returns nothing. */
  release(name: FunctionName & `Release${string}`, pointer: Pointer): void;
  /** A C string, which ONNX Runtime made and is freed with its allocator. */
  takeText(pointer: Pointer, allocator: Pointer): string;
  /** Gives the system what the C library keeps of freed memory: tens of MB after a large session, where that is glibc. */
  trim(): void;
  /** Of the first byte. An array of a few bytes is moved out of V8's heap first, where it would not stay. */
  address(array: ArrayBufferView): Pointer;
}

const apiVersion = 12;

/** Opens the library, and asks its table of functions for a message that we know. @throws with the reason where it cannot be used */
export function openApi(file: string): Api {
  const koffi = load('koffi') as Koffi;
  pin(koffi, file);
  const library = koffi.load(file);
  kept.push(library);
  const base = library.func('OrtGetApiBase', 'void *', [])() as Pointer;
  const [getApi] = koffi.decode(base, koffi.array('uintptr_t', 2)) as [Pointer];
  const found = koffi.call(getApi, koffi.proto('void *', ['uint32_t']), apiVersion) as Pointer | null;
  if (!found) throw new Error(`${file} does not know version ${apiVersion} of its interface`);
  const last = Math.max(...Object.values(functions).map(([place]) => place));
  const table = koffi.decode(found, koffi.array('uintptr_t', last + 1));
  const result = (name: FunctionName) => (name.startsWith('Release') ? 'void' : 'void *');
  const types = Object.fromEntries(
    Object.entries(functions).map(([name, [, ...parameters]]) => [
      name,
      koffi.proto(
        result(name as FunctionName),
        parameters.map((type) => (type === '*' ? koffi.out('void **') : type)),
      ),
    ]),
  );
  const call = (name: FunctionName, ...parameters: unknown[]) =>
    koffi.call(table[functions[name][0]] as Pointer, types[name], ...parameters) as Pointer | null;
  const text = koffi.proto('str', ['void *']);
  const message = (status: Pointer) =>
    koffi.call(table[functions.GetErrorMessage[0]] as Pointer, text, status) as string;
  const check = (status: Pointer | null) => {
    if (!status) return;
    const said = message(status);
    call('ReleaseStatus', status);
    throw new Error(said);
  };
  const api: Api = {
    run: (name, ...parameters) => check(call(name, ...parameters)),
    make(name, ...parameters) {
      const made: [Pointer | null] = [null];
      check(call(name, ...parameters, made));
      return made[0] as Pointer;
    },
    call: (name, ...parameters) => ({
      addresses: [table[functions[name][0]] as Pointer, ...parameters],
      run: () => call(name, ...parameters) ?? 0n,
      check: (status) => check(status || null),
    }),
    release(name, pointer) {
      call(name, pointer);
    },
    takeText(pointer, allocator) {
      const copied = (koffi.decode as (pointer: Pointer, type: unknown, length: number) => unknown)(
        pointer,
        'char',
        -1,
      );
      check(call('AllocatorFree', allocator, pointer));
      return copied as string;
    },
    trim: trimOf(koffi),
    address(array) {
      void array.buffer;
      return koffi.address(array);
    },
  };
  return proven(api);
}

/** koffi unloads a library whose object is collected, and all of them when a worker ends. */
const kept: Library[] = [];

/** Asks the system for the library once more and for good: sessions have threads that work in it. */
function pin(koffi: Koffi, file: string): void {
  const now = 2;
  if (process.platform === 'win32') koffi.load('kernel32.dll').func('LoadLibraryW', 'void *', ['str16'])(file);
  else koffi.load(null).func('dlopen', 'void *', ['str', 'int'])(file, now);
}

/** glibc's `malloc_trim`; nothing elsewhere. */
function trimOf(koffi: Koffi): () => void {
  if (process.platform !== 'linux') return () => {};
  try {
    const trim = koffi.load(null).func('malloc_trim', 'int', ['size_t']);
    return () => void trim(0);
  } catch {
    return () => {};
  }
}

/** A table in another order would not give back our own words. */
function proven(api: Api): Api {
  const words = 'a status of ours';
  try {
    api.run('CreateStatus', 1, words);
  } catch (error) {
    if ((error as Error).message === words) return api;
  }
  throw new Error('the library answers another question than it was asked');
}
