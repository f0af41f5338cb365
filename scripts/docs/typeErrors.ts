import { join } from 'node:path';
import ts from 'typescript';
import { root } from './workspace.ts';

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  customConditions: ['@latentkit/source'],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  esModuleInterop: true,
  resolveJsonModule: true,
  typeRoots: [join(root, 'node_modules', '@types')],
  types: ['node'],
};

/** A function from one of these modules to its type errors, one line each; all of them are one program, which is what costs. */
export function typeErrors(modules: readonly string[]): (module: string) => string[] {
  const program = ts.createProgram({ rootNames: [...modules], options });
  return (module) => {
    const file = program.getSourceFile(module);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((error) => {
      const line = file?.getLineAndCharacterOfPosition(error.start ?? 0).line ?? 0;
      return `line ${line + 1}: ${ts.flattenDiagnosticMessageText(error.messageText, ' ')}`;
    });
  };
}
