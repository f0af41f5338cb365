/** A saved model: what it is made of, and its weights. Data alone, nothing in it is ever run. */
export interface ModelFiles {
  /** JSON: the kind of model and the tfjs-layers topology of each of its networks. */
  readonly 'model.json': Uint8Array;
  /** Every variable under its name in `variables`. */
  readonly 'weights.safetensors': Uint8Array;
}

/** What model.json holds. */
export interface Description {
  readonly format: 'latentkit';
  /** Version of this format; a reader refuses a newer one. */
  readonly version: 1;
  /** E.g. `autoencoder`. */
  readonly kind: string;
  /** tfjs-layers JSON by part, e.g. `encoder`. */
  readonly networks: Readonly<Record<string, object>>;
  /** What else the model is made of, as plain data, e.g. its likelihood; none where networks are all. */
  readonly settings?: Settings;
}

/** Plain data: numbers, texts and lists or records of them. */
export type Settings = Readonly<Record<string, unknown>>;
