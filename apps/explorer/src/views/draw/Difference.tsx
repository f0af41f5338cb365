import { signedColor } from '@latentkit/viz';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface DifferenceProps {
  /** An image's signed numbers; an empty frame while there is none. */
  readonly values: Float32Array | undefined;
  readonly height: number;
  readonly width: number;
  readonly label: string;
}

const bytes = (colour: string): readonly [number, number, number] => [
  Number.parseInt(colour.slice(1, 3), 16),
  Number.parseInt(colour.slice(3, 5), 16),
  Number.parseInt(colour.slice(5, 7), 16),
];
const [below, above] = [bytes(signedColor(0.18)), bytes(signedColor(0.82))];

/** An image of one channel of signed numbers: blue below zero, red above, the page's ground at zero. */
export function Difference({ values, height, width, label }: DifferenceProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !values) return;
    const image = context.createImageData(width, height);
    values.forEach((value, i) => {
      const [red, green, blue] = value < 0 ? below : above;
      image.data.set([red, green, blue, 255 * Math.min(1, 1.3 * Math.abs(value))], 4 * i);
    });
    context.putImageData(image, 0, 0);
  }, [values, height, width]);
  return (
    <canvas ref={canvas} width={width} height={height} class="picture image difference" role="img" aria-label={label} />
  );
}
