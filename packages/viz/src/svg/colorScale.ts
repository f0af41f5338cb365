/** A point of Oklab (B. Ottosson 2020), in which Euclidean distance is perceived difference: lightness, green–red, blue–yellow. */
type Oklab = readonly [L: number, a: number, b: number];

/** From cold to hot: pale yellow, green, blue, dark purple. Neighbours are equally far apart, and each is darker than the one before. */
const heat: readonly Oklab[] = [
  [0.965, -0.0221, 0.0826],
  [0.872, -0.0747, 0.088],
  [0.7824, -0.1244, 0.0588],
  [0.6923, -0.125, 0.0017],
  [0.6004, -0.0926, -0.0416],
  [0.5042, -0.064, -0.0773],
  [0.4137, -0.0336, -0.1253],
  [0.323, 0.0176, -0.1028],
  [0.23, 0.0415, -0.0593],
];
/** From −1 over 0 to 1: blue, nearly white, red; as dark at either end. */
const signed: readonly Oklab[] = [
  [0.4, -0.03, -0.13],
  [0.68, -0.035, -0.085],
  [0.97, 0, 0],
  [0.68, 0.13, 0.06],
  [0.4, 0.14, 0.075],
];

/**
 * #rrggbb of an energy: 0 is the lowest (light), 1 the highest (dark); or of the place t in a part of the scale.
 *
 * @param t in [0, 1]; what is beyond has the colour of the nearer end
 * @example
 * heatColor(0); // pale yellow
 * heatColor(0, [1, 0]); // dark purple: on a dark page the lowest energy recedes
 */
export function heatColor(t: number, [from, to]: readonly [number, number] = [0, 1]): string {
  return hex(along(heat, from + t * (to - from)));
}

/**
 * #rrggbb of a signed number: 0 is the most negative (blue), 0.5 zero (nearly white), 1 the most positive (red).
 *
 * @param t in [0, 1]; what is beyond has the colour of the nearer end
 * @example
 * signedColor(0.5); // nearly white
 */
export function signedColor(t: number): string {
  return hex(along(signed, t));
}

/** True where dark ink can be read on the colour, and light ink cannot: WCAG 2 luminance above the geometric middle of black and white. */
export function isLight(color: string): boolean {
  const [r, g, b] = [1, 3, 5].map((i) => linear(Number.parseInt(color.slice(i, i + 2), 16) / 255)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18;
}

function along(stops: readonly Oklab[], t: number): Oklab {
  const at = Math.min(1, Math.max(0, t)) * (stops.length - 1);
  const i = Math.min(stops.length - 2, Math.floor(at));
  const [from, to] = [stops[i], stops[i + 1]] as [Oklab, Oklab];
  const mix = (k: 0 | 1 | 2) => from[k] + (at - i) * (to[k] - from[k]);
  return [mix(0), mix(1), mix(2)];
}

/** Oklab to linear light (Ottosson's matrices), to sRGB bytes (IEC 61966-2-1). */
function hex([L, a, b]: Oklab): string {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const light = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${light.map((value) => byte(value).toString(16).padStart(2, '0')).join('')}`;
}

function byte(light: number): number {
  const value = light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, Math.max(0, value)));
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
