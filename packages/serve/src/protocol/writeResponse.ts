import { encodeNumbers } from './datatypes.ts';
import { datatypeOf, type OutputTensor } from './tensor.ts';

export interface InferResponse {
  readonly body: Uint8Array;
  /** Bytes of its JSON, where tensors follow it. */
  readonly headerLength?: number;
}

/**
 * An inference response: JSON, with the little-endian bytes of those outputs after it that were asked for as such. JSON has no NaN: it is null there.
 *
 * @param isBinary whether an output of this name is wanted as bytes
 */
export function writeResponse(
  model: string,
  outputs: readonly OutputTensor[],
  { id, isBinary }: { id: string | undefined; isBinary: (name: string) => boolean },
): InferResponse {
  const parts: Uint8Array[] = [];
  const described = outputs.map((output) => {
    const { name, shape, values } = output;
    const form = { name, datatype: datatypeOf(output), shape };
    if (!isBinary(name)) return { ...form, data: Array.from(values) };
    const bytes = encodeNumbers(values);
    parts.push(bytes);
    return { ...form, parameters: { binary_data_size: bytes.length } };
  });
  const head = { model_name: model, model_version: '1', ...(id !== undefined && { id }), outputs: described };
  const json = new TextEncoder().encode(JSON.stringify(head));
  if (parts.length === 0) return { body: json };
  const body = Buffer.concat([json, ...parts]);
  return { body, headerLength: json.length };
}
