import type { Model } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { ModelFiles } from './modelFiles.ts';
import { readModel } from './readModel.ts';
import { type Fields, readSettings, writeSettings } from './settings.ts';
import { writeModel } from './writeModel.ts';

/** How models of one kind become files, and files become models. */
export interface ModelKind<M extends Model, Given = void> {
  /**
   * The files of a model; the same model gives the same bytes. The first files of each model are read back, which takes the memory of a second
   * one for a moment, to see that they can be.
   *
   * @throws `MODEL` for one that could not be loaded again, saying why
   */
  save(model: M): Promise<ModelFiles>;
  /** @throws `FILE_FORMAT`: one error that names what is missing, damaged or does not belong; nothing is left behind */
  load(files: ModelFiles, given: Given): Promise<M>;
}

/** What a model is made of: its networks, each under the name that its variables begin with, and its settings. */
export type Pieces<Part extends string, S> = Readonly<Record<Part, LayersModel>> & S;

/**
 * The files of a kind of model, both ways. All of a model's variables are in them, under their names and whether they belong to a network or not,
 * and loading changes no bit.
 *
 * @param options.kind its name in the files, e.g. `autoencoder`
 * @param options.parts the names of its networks
 * @param options.settings a field for each thing else that it is made of; the field of one that a file lacks reads undefined
 * @param options.pieces what a model is made of
 * @param options.build the model of such pieces, which it owns from then on, and of what no file can hold, such as a function
 * @param options.given what `build` gets of a model that exists, for the reading back; none by default
 * @example
 * const kind = modelKind({
 *   kind: 'my-autoencoder',
 *   parts: ['encoder', 'decoder'],
 *   settings: {},
 *   pieces: ({ encoder, decoder }: Autoencoder) => ({ encoder, decoder }),
 *   build: autoencoder,
 * });
 * const copy = await kind.load(await kind.save(model));
 */
export function modelKind<M extends Model, const Part extends string, S, Given = void>({
  kind,
  parts,
  settings: fields,
  pieces,
  given: givenOf,
  build,
}: {
  kind: string;
  parts: readonly Part[];
  settings: Fields<S>;
  pieces: (model: M) => Pieces<Part, NoInfer<S>>;
  given?: (model: M) => Given;
  build: (pieces: Pieces<Part, NoInfer<S>>, given: Given) => M;
}): ModelKind<M, Given> {
  /** Models whose files were read back. */
  const proven = new WeakSet<M>();

  const load = (files: ModelFiles, given: Given) =>
    readModel(files, {
      kind,
      parts,
      build: (networks, settings, numbers) =>
        build({ ...networks, ...readSettings(fields, settings, { at: 'settings', numbers }) }, given),
    });

  return {
    load,
    async save(model) {
      const made = pieces(model);
      const networks = Object.fromEntries(parts.map((part) => [part, made[part]]));
      const settings = writeSettings(fields, made as S);
      const isSet = Object.values(settings).some((value) => value !== undefined);
      const files = await writeModel({ kind, parts: networks, ...(isSet && { settings }), model });
      if (!proven.has(model)) {
        const copy = await load(files, givenOf?.(model) as Given).catch((cause) => {
          throw notLoadable(kind, cause);
        });
        copy.dispose();
        proven.add(model);
      }
      return files;
    },
  };
}

function notLoadable(kind: string, cause: unknown) {
  return expected({
    where: `save, ${kind}`,
    expected: 'a model that can be loaded again',
    received: `one whose files cannot (${cause instanceof Error ? cause.message : String(cause)})`,
    todo: 'Build it from the parts of its kind, or define your own kind with modelKind.',
    code: 'MODEL',
    cause,
  });
}
