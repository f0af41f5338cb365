/** jsfive has no types of its own. */
declare module 'jsfive' {
  export const File: import('../../packages/models/src/index.ts').Hdf5['File'];
}
