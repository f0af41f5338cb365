import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileOf } from './installed.ts';

const names: Readonly<Partial<Record<NodeJS.Platform, RegExp>>> = {
  linux: /^libonnxruntime\.so\.\d+$/,
  darwin: /^libonnxruntime\.\d+\.dylib$/,
  win32: /^onnxruntime\.dll$/,
};

/** The library of ONNX Runtime that onnxruntime-node brings for this machine. @throws where it brings none */
export function libraryFile(platform: NodeJS.Platform = process.platform, arch: string = process.arch): string {
  const bin = join(dirname(fileOf('onnxruntime-node/package.json')), 'bin');
  const name = names[platform];
  for (const version of readdirSync(bin)) {
    const folder = join(bin, version, platform, arch);
    const file = name && filesOf(folder).find((each) => name.test(each));
    if (file) return join(folder, file);
  }
  throw new Error(`onnxruntime-node brings no library for ${platform} ${arch}`);
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
