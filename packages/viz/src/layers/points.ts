import type { Extent, Layer, LegendItem, Plot } from '../panel/layer.ts';
import { drawDiscs } from '../raster/discs.ts';
import { imageElement } from '../raster/imageElement.ts';
import { element } from '../svg/element.ts';

/** Points in the plane, each in a colour. */
export interface Points {
  /** [x₀, y₀, x₁, y₁, …] */
  readonly coordinates: ArrayLike<number>;
  /** for each point its place in the palette */
  readonly colors: Uint8Array;
  readonly legend: readonly LegendItem[];
  readonly extent: Extent;
  readonly summary: string;
  /** Over colours: `thin` is a white line around each disc, `white` makes the discs white with a dark line. */
  readonly rim?: 'thin' | 'white' | undefined;
}

/** Beyond this many points they become one embedded image: an SVG element each would take megabytes and slow every viewer. */
export const vectorLimit = 2000;
/** Pixels of the image for one of the figure: sharp on fine screens and in print. */
const density = 2;

const rims = {
  none: {},
  thin: { stroke: '#ffffff', 'stroke-width': 0.8 },
  white: { fill: '#ffffff', stroke: '#1f2328', 'stroke-width': 0.8 },
};

/** Points as discs, in the order of the data. */
export function points({ coordinates, colors, legend, extent, summary, rim }: Points): Layer {
  const count = colors.length;
  // Smaller and clearer as they crowd.
  const radius = Math.min(3.5, Math.max(0.9, 3.5 * (400 / count) ** 0.3));
  const opacity = Math.min(0.85, Math.max(0.55, 0.85 * (400 / count) ** 0.1));
  const placed = ({ x, y }: Plot, scale: number) =>
    Float64Array.from({ length: 2 * count }, (_, i) => scale * (i % 2 === 0 ? x : y).place(coordinates[i] as number));

  const asVectors = (plot: Plot) => {
    const at = placed(plot, 1);
    const discs = Array.from(colors, (color, i) =>
      element('circle', {
        cx: at[2 * i],
        cy: at[2 * i + 1],
        r: radius,
        fill: rim === 'white' ? undefined : plot.theme.palette[color],
      }),
    );
    return element('g', { ...rims[rim ?? 'none'], 'fill-opacity': rim === undefined ? opacity : 1 }, ...discs);
  };
  const asImage = (plot: Plot) => {
    const [width, height] = [plot.width, plot.height];
    const centres = placed(plot, density);
    const palette = rim === 'white' ? plot.theme.palette.map(() => '#ffffff') : plot.theme.palette;
    const discs = { centres, colors, palette, radius: radius * density, opacity };
    const pixels = drawDiscs(discs, width * density, height * density);
    return imageElement(pixels, { x: 0, y: 0, width, height, pixelated: false });
  };
  return {
    extent,
    legend,
    summary,
    draw: count > vectorLimit ? asImage : asVectors,
  };
}
