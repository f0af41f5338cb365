import type { SurfaceGrid } from '../../learn/scene.ts';
import { isoLines } from '../../parts/canvas/isoLines.ts';
import { energyScale } from './energyScale.ts';
import { heatPixels } from './heat.ts';

const cells = document.createElement('canvas');

/** Energies over the whole canvas: colours between the points of the grid, and lines of equal energy. */
export function drawSurface(
  context: CanvasRenderingContext2D,
  { width, height, dark }: { width: number; height: number; dark: boolean },
  surface: SurfaceGrid,
): void {
  const { columns, rows, values } = surface;
  const scale = energyScale(values);
  cells.width = columns;
  cells.height = rows;
  cells.getContext('2d', { willReadFrequently: true })?.putImageData(heatPixels(surface, scale.place, dark), 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  // The grid's points are the middles of cells; both ends are on the canvas's edge.
  context.drawImage(cells, 0.5, 0.5, columns - 1, rows - 1, 0, 0, width, height);

  const [across, down] = [width / (columns - 1), height / (rows - 1)];
  context.strokeStyle = dark ? '#ffffff' : '#000000';
  context.globalAlpha = 0.22;
  context.lineWidth = 1;
  context.beginPath();
  for (const level of scale.levels) {
    const pieces = isoLines(surface, level);
    for (let k = 0; k < pieces.length; k += 4) {
      const [x0, y0, x1, y1] = pieces.slice(k, k + 4) as [number, number, number, number];
      context.moveTo(x0 * across, height - y0 * down);
      context.lineTo(x1 * across, height - y1 * down);
    }
  }
  context.stroke();
  context.globalAlpha = 1;
}
