/** What a user's project asks of the compiler. @param {'node16' | 'bundler'} moduleResolution */
export const compilerOptions = (moduleResolution) => ({
  target: 'es2022',
  lib: ['es2023', 'dom'],
  module: moduleResolution === 'node16' ? 'node16' : 'esnext',
  moduleResolution,
  strict: true,
  types: [],
  // tfjs's own declarations do not compile without a dozen packages of types
  skipLibCheck: true,
  noEmit: true,
});
