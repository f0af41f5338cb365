import type { Tiles } from '../../learn/scene.ts';

const sheet = document.createElement('canvas');

/** All images side by side over the whole canvas, the highest row at the top. */
export function drawTiles(context: CanvasRenderingContext2D, width: number, height: number, tiles: Tiles): void {
  const { columns, rows, pixels } = tiles;
  const [across, down] = [columns * tiles.width, rows * tiles.height];
  const image = new ImageData(across, down);
  let from = 0;
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = 0; column < columns; column++) {
      for (let y = 0; y < tiles.height; y++) {
        let to = 4 * ((row * tiles.height + y) * across + column * tiles.width);
        for (let x = 0; x < tiles.width; x++, from++, to += 4) {
          image.data.fill(pixels[from] as number, to, to + 3);
          image.data[to + 3] = 255;
        }
      }
    }
  }
  sheet.width = across;
  sheet.height = down;
  sheet.getContext('2d', { willReadFrequently: true })?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(sheet, 0, 0, width, height);
}
