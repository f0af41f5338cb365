import type { TrainedOn } from '@latentkit/runs';
import { roundedColumns } from './roundedColumns.ts';
import { imagineLines, type TokenVocabulary } from './vocabulary.ts';

/** One input or output of an exported network. */
export interface Port {
  readonly name: string;
  /** `batch` is any number of examples. */
  readonly shape: readonly (number | 'batch')[];
  /** What the numbers mean, with unit and range. */
  readonly holds: string;
}

/** One exported network. */
export interface ExportedNetwork {
  readonly file: string;
  readonly summary: string;
  readonly input: Port;
  readonly output: Port;
  /** What it takes beside its input, e.g. the class. */
  readonly alsoIn?: readonly Port[];
  /** What it gives beside its output, e.g. log variances. */
  readonly alsoOut?: readonly Port[];
}

/** What stands beside exported networks, for people and for programs. */
export interface ModelCard {
  readonly latentkit: string;
  readonly model: string;
  readonly data: string;
  /** What a stored number of the data set is multiplied by to become an input; 1/255 for bytes. */
  readonly scale?: number;
  /** What each number of an observation is called, in their order. */
  readonly columns?: readonly string[];
  /** What the networks do inside: (x − mean) / deviation of a column's number x, and mean + deviation · ỹ of a decoded one. */
  readonly standardization?: NonNullable<TrainedOn['standardization']>;
  readonly dtype: 'float32';
  /** What it takes to run the networks: the opset of their operators, the version of the file format, and the first ONNX Runtime that has both. */
  readonly needs: { readonly opset: number; readonly irVersion: number; readonly onnxruntime: string };
  readonly networks: readonly ExportedNetwork[];
  /** For text to image: the content of `vocabulary.json`. */
  readonly vocabulary?: TokenVocabulary;
}

/** What an observation's numbers mean. */
export function pixelsOf(scale: number | undefined, standardized = false): string {
  if (standardized) return 'columns, each number in its own unit: see below';
  if (scale === undefined) return 'numbers as in training';
  if (scale === 1) return 'numbers as the data set stores them';
  return scale === 1 / 255 ? 'pixels in [0, 1]: bytes × 1/255' : `numbers of the data set × ${scale}`;
}

const portText = ({ name, shape, holds }: Port) =>
  `\`${name}\` ${shape.length === 0 ? '(one number)' : `[${shape.join(', ')}]`}: ${holds}`;

const portsText = (...ports: readonly Port[]) => ports.map(portText).join('; ');

/**
 * Lines of Python that run the networks, one after the other, on an observation of zeros; of text to image, that draw an image.
 *
 * @param path the text of Python that is the path of a file
 */
export function pythonLines({ networks, vocabulary }: ModelCard, path = (file: string) => `"${file}"`): string[] {
  if (vocabulary) return imagineLines(vocabulary, path);
  const first = networks[0]?.input as Port;
  const one = first.shape.map((length) => (length === 'batch' ? 1 : length));
  const runs = networks.map(({ file, input, output, alsoIn = [] }, i) => {
    // What a network takes beside its input is among what the one before gives.
    const outputs = [output, ...(networks[i + 1]?.alsoIn ?? [])].map(({ name }) => name);
    const feeds = [input, ...alsoIn].map(({ name }) => `"${name}": ${name}`).join(', ');
    const names = outputs.map((name) => `"${name}"`).join(', ');
    const values = `ort.InferenceSession(${path(file)}).run([${names}], {${feeds}})`;
    return outputs.length === 1 ? `${outputs[0]} = ${values}[0]` : `${outputs.join(', ')} = ${values}`;
  });
  return [`${first.name} = np.zeros([${one.join(', ')}], np.float32)`, ...runs];
}

/** The card as Markdown. */
export function cardText(card: ModelCard): string {
  const { latentkit, model, data, networks, needs, vocabulary } = card;
  const rows = networks.map(
    ({ file, input, output, alsoIn = [], alsoOut = [] }) =>
      `| \`${file}\` | ${portsText(input, ...alsoIn)} | ${portsText(output, ...alsoOut)} |`,
  );
  return `# ${model} on ${data}, as ONNX

Trained and written by LatentKit ${latentkit}. float32 in and out; \`batch\` is any number of examples; images are [height, width, channels].
\`card.json\` holds the same for programs. They need ONNX Runtime ${needs.onnxruntime} or newer (opset ${needs.opset}, IR version ${needs.irVersion}).

| file | input | output |
|---|---|---|
${rows.join('\n')}
${vocabulary ? wordsText(vocabulary) : ''}
\`\`\`python
# pip install "onnxruntime>=${needs.onnxruntime}"
${vocabulary ? 'import json\n\n' : ''}import numpy as np
import onnxruntime as ort

${pythonLines(card).join('\n')}
\`\`\`
${columnsText(card)}`;
}

/** How captions and images become tokens. */
function wordsText({ words, textLength, grid, planes, size }: TokenVocabulary): string {
  const cells = planes === 1 ? '' : `, ${planes} for each cell of the picture after one another`;
  return `
\`vocabulary.json\` says which token is what. A sequence is the start, ${textLength} places for the words of a caption (of ${words.length} known words), and an image of
${grid[0]} × ${grid[1]} indices below ${size}, row after row${cells}. \`step.onnx\` reads it token by token; each step gives the logits of the next token.
For guidance, run the caption and a caption of padding alone as a batch of two, and draw from l∅ + s (l − l∅).
`;
}

/** The columns of a table, with what makes them inputs. */
function columnsText({ columns, standardization }: ModelCard): string {
  if (!columns) return '';
  const { mean, deviation } = standardization ?? {};
  const head = standardization ? '| column | mean | deviation |\n|---|---|---|' : '| column |\n|---|';
  const rows = columns.map((name, j) =>
    [`| \`${name}\` |`, ...(standardization ? [` ${mean?.[j]} | ${deviation?.[j]} |`] : [])].join(''),
  );
  const rounded = standardization ? roundedColumns(columns, standardization) : [];
  const how = [
    standardization
      ? 'An observation holds the numbers of these columns as the table has them; their means and deviations are in the networks.'
      : 'An observation holds the numbers of these columns.',
    ...(rounded.length > 0
      ? [
          `float32 holds few digits of ${rounded.map((name) => `\`${name}\``).join(', ')} beside their means: expect rounded results.`,
        ]
      : []),
  ].join(' ');
  return `\n${how}\n\n${head}\n${rows.join('\n')}\n`;
}
