import { type TextToImageModel, type TokenLayout, tokenLayout } from '@latentkit/models';

/** `vocabulary.json`: the layout of the tokens, and the tokens that stand for no word and for indices. */
export interface TokenVocabulary extends TokenLayout {
  /** The token before the first word. Word i of `words` is the token i + 1. */
  readonly start: number;
  /** The token at each place of a caption that has no word there. */
  readonly padding: readonly number[];
  /** The token of index 0 of an image; others follow. */
  readonly firstIndex: number;
}

/**
 * The tokens of a text-to-image model.
 *
 * @example
 * import { convolutionalDiscreteVariationalAutoencoder, textToImageModel } from '@latentkit/models';
 * const codes = convolutionalDiscreteVariationalAutoencoder({ imageShape: [4, 4, 1], filters: [2], codebookSize: 3 });
 * vocabularyOf(textToImageModel(codes, { words: ['red'], textLength: 2, width: 8, heads: 2, depth: 1 })).padding; // [2, 3]
 */
export function vocabularyOf(model: TextToImageModel): TokenVocabulary {
  const layout = tokenLayout(model);
  const { words, textLength } = layout;
  const padding = Array.from({ length: textLength }, (_, place) => words.length + 1 + place);
  return { ...layout, start: 0, padding, firstIndex: words.length + 1 + textLength };
}

/**
 * Lines of Python that draw an image for a caption, at each place the likeliest index.
 *
 * @param path the text of Python that is the path of a file
 */
export function imagineLines({ words }: TokenVocabulary, path: (file: string) => string): string[] {
  return `tokens = json.load(open(${path('vocabulary.json')}))
step = ort.InferenceSession(${path('step.onnx')})
decoder = ort.InferenceSession(${path('decoder.onnx')})
caption = ${JSON.stringify(words.slice(0, 2).join(' '))}.split()
sequence = [tokens["start"], *(1 + tokens["words"].index(word) for word in caption), *tokens["padding"][len(caption):]]
rows, columns = tokens["grid"]
cache = {i.name: np.zeros([1, *i.shape[1:]], np.float32) for i in step.get_inputs() if i.name.startswith(("keys", "values"))}
outputs = [o.name for o in step.get_outputs()]
indices = []
for position in range(tokens["textLength"] + rows * columns):
    feeds = {"token": np.array([sequence[position]], np.float32), "position": np.array(position, np.float32), **cache}
    out = dict(zip(outputs, step.run(outputs, feeds)))
    cache = {name: out["next." + name] for name in cache}
    if position >= tokens["textLength"]:
        indices.append(int(out["imageLogits"][0].argmax()))  # or drawn from their softmax
        sequence.append(tokens["firstIndex"] + indices[-1])
image = decoder.run(["reconstruction"], {"indices": np.array(indices, np.float32).reshape(1, rows, columns)})[0]`.split(
    '\n',
  );
}
