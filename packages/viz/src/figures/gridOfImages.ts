/** A row of images of one size. */
export interface ImageRow {
  /** Beside the row; may be left out. */
  readonly title?: string;
  /** [images, height, width, channels], one after the other: bytes (Uint8Array) or numbers in [0, 1] */
  readonly images: ArrayLike<number>;
  /** A few letters under each image, e.g. its error; may be left out. */
  readonly labels?: readonly string[];
}

/** Rows of images, e.g. originals above reconstructions. */
export interface ImageGrid {
  readonly title: string;
  /** Size of one image, in pixels. */
  readonly height: number;
  readonly width: number;
  /** 1 for grey (default), 3 for red, green, blue. */
  readonly channels?: 1 | 3;
  /** True for numbers of any size and sign, as weights are: blue below zero, red above, on one scale for all. */
  readonly signed?: boolean;
  /** As many images in each. */
  readonly rows: readonly ImageRow[];
}
