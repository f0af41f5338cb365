/** One image in bytes. */
export interface Picture {
  readonly height: number;
  readonly width: number;
  /** 1 grey, 3 colour. */
  readonly channels: number;
  /** [height, width, channels] */
  readonly bytes: Uint8Array;
}
