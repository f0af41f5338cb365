import { evenLevels, type Surface, surfaceColor } from '../layers/surface.ts';
import { type Interval, intervalOf } from '../panel/interval.ts';
import { isLight } from '../svg/colorScale.ts';

/** Dark or white, whichever can be seen over a surface at a point; grey beside the surface. */
export function inkOver({ x, y, values, levels, log }: Surface): (x: number, y: number) => string {
  const shown = levels ?? evenLevels(intervalOf(Array.from(values)) as Interval, log);
  return (atX, atY) => {
    const [column, row] = [nearest(x, atX), nearest(y, atY)];
    if (column === undefined || row === undefined) return '#8b929a';
    const color = surfaceColor(values[row * x.length + column] as number, shown);
    return isLight(color) ? '#1f2328' : '#ffffff';
  };
}

/** The index of the place nearest to a number; undefined outside the grid. */
function nearest(places: ArrayLike<number>, value: number): number | undefined {
  if (value < (places[0] as number) || value > (places[places.length - 1] as number)) return undefined;
  let best = 0;
  for (let i = 1; i < places.length; i++) {
    if (Math.abs((places[i] as number) - value) < Math.abs((places[best] as number) - value)) best = i;
  }
  return best;
}
