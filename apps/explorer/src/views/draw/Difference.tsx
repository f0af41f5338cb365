import { signedColor } from '@latentkit/viz';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface DifferenceProps {
  /** An image's signed numbers; an empty frame while there is none. */
  readonly values: Float32Array | undefined;
  readonly height: number;
  readonly width: number;
  readonly label: string;
}

/** An image of one channel of signed numbers: blue below zero, red above, nearly white at zero; ±1 is darkest. */
export function Difference({ values, height, width, label }: DifferenceProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !values) return;
    const image = context.createImageData(width, height);
    values.forEach((value, i) => {
      const colour = Number.parseInt(signedColor(0.5 + value / 2).slice(1), 16);
      image.data.set([colour >> 16, (colour >> 8) & 255, colour & 255, 255], 4 * i);
    });
    context.putImageData(image, 0, 0);
  }, [values, height, width]);
  return <canvas ref={canvas} width={width} height={height} class="picture image" role="img" aria-label={label} />;
}
