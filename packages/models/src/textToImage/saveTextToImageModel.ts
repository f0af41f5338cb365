import type { ModelFiles } from '../files/modelFiles.ts';
import { damaged } from '../files/readDescription.ts';
import { readModel } from '../files/readModel.ts';
import { writeModel } from '../files/writeModel.ts';
import { imageCodesOf } from '../imageCodes/saveImageCodes.ts';
import { type TextToImageModel, type TextToImageOptions, textToImageModel } from './textToImageModel.ts';

const kind = 'text-to-image';

/** A damaged file cannot ask for all of the memory. */
const most = 65_536;

/**
 * The files of a text-to-image model, its image codes and words included; loading them changes no bit.
 *
 * @example
 * const codes = convolutionalDiscreteVariationalAutoencoder({ imageShape: [4, 4, 1], filters: [2], codebookSize: 3 });
 * const files = await saveTextToImageModel(textToImageModel(codes, { words: ['red'], textLength: 2, width: 8, heads: 2 }));
 */
export function saveTextToImageModel(model: TextToImageModel): Promise<ModelFiles> {
  const { encoder, decoder, settings: codes } = model.codes;
  return writeModel({ kind, parts: { encoder, decoder }, settings: { codes, ...model.options }, model });
}

/**
 * A text-to-image model from its files.
 *
 * @throws `FILE_FORMAT` or `WEIGHTS`: one error that names what is missing, damaged or does not belong; nothing is left behind
 * @example
 * const codes = convolutionalDiscreteVariationalAutoencoder({ imageShape: [4, 4, 1], filters: [2], codebookSize: 3 });
 * const model = textToImageModel(codes, { words: ['red'], textLength: 2, width: 8, heads: 2 });
 * const copy = await loadTextToImageModel(await saveTextToImageModel(model));
 */
export function loadTextToImageModel(files: ModelFiles): Promise<TextToImageModel> {
  return readModel(files, {
    kind,
    parts: ['encoder', 'decoder'],
    build(networks, { codes, words, ...sizes }) {
      const options = { words: checkWords(words), ...checkSizes(sizes) };
      checkAmount(options, files['weights.safetensors'].length);
      return textToImageModel(imageCodesOf(networks, codes), options);
    },
  });
}

function checkWords(words: unknown): string[] {
  if (Array.isArray(words) && words.length <= most && words.every((word) => typeof word === 'string')) return words;
  throw damaged('settings.words, a list of at most 65536 words', typeof words);
}

function checkSizes(sizes: Readonly<Record<string, unknown>>): Omit<Required<TextToImageOptions>, 'words' | 'seed'> {
  const size = (name: string) => {
    const value = sizes[name];
    if (Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= most) return value as number;
    throw damaged(`settings.${name} from 1 to 65536`, String(value));
  };
  const [width, heads] = [size('width'), size('heads')];
  if (width % heads !== 0) throw damaged('settings.heads that divide the width', String(heads));
  return { textLength: size('textLength'), width, heads, depth: size('depth') };
}

/** Before any memory is taken: the matrices and tables alone, of four bytes per number. */
function checkAmount({ words, textLength, width, depth }: Omit<TextToImageOptions, 'seed'>, bytes: number): void {
  const [d, blocks] = [width as number, depth as number];
  const least = 4 * d * (12 * d * blocks + 2 * words.length + 2 * textLength);
  if (least > bytes) throw damaged(`sizes of at most ${bytes} bytes of weights`, `some of ${least}`);
}
