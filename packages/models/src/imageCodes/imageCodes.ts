import type * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Settings } from '../files/modelFiles.ts';
import type { LatentModel } from '../latentModel.ts';
import type { Likelihood } from '../likelihoods/likelihood.ts';
import type { Mode } from '../network.ts';

/**
 * A model that turns an image into a grid of whole numbers and back: what a prior over tokens needs. `encode` gives the codes of the chosen
 * entries, which `decode` turns into an image.
 */
export interface ImageCodes extends LatentModel {
  /** [height, width, channels] */
  readonly exampleShape: readonly number[];
  /** [rows, columns, latent dimensions] */
  readonly latentShape: readonly number[];
  /** Rows and columns of indices, the planes of a cell after one another in a row: columns of cells · planes. */
  readonly grid: readonly [rows: number, columns: number];
  /**
   * Planes of an image, such as its channels, that have indices of their own by the same networks and entries. An entry then stands for a form and not
   * for a form in a colour, so that a form in a colour that no image shows is made of entries that others show.
   */
  readonly planes: number;
  /** Entries that a cell can have; indices are 0 … size − 1. */
  readonly size: number;
  /** Images [batch, …exampleShape] → int32 [batch, rows, columns]. */
  indices(y: tf.Tensor, mode?: Mode): tf.Tensor;
  /** Indices [batch, rows, columns], int32 or float32 → images [batch, …exampleShape]: the likelihood's mean. */
  imageOf(indices: tf.Tensor): tf.Tensor;
  /** Codes as they are before an entry is chosen, [batch, …latentShape]. */
  softCodes(y: tf.Tensor, mode?: Mode): tf.Tensor;
  /** What the decoder gives for codes, before the likelihood reads it. */
  output(codes: tf.Tensor, mode?: Mode): tf.Tensor;
  readonly encoder: LayersModel;
  readonly decoder: LayersModel;
  readonly likelihood: Likelihood;
  /** What a saved model says of it beside its networks. */
  readonly settings: Settings & { readonly name: string };
}
