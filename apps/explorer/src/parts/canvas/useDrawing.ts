import type { Ref } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { layer } from '../scatter/layer.ts';

/** Draws on a clean canvas of `width` × `height` CSS pixels; the context's unit is one of them. */
export type Draw = (context: CanvasRenderingContext2D, width: number, height: number) => void;

/** A canvas as sharp as the screen that is drawn again when `keys` or its size on the page change. */
export function useDrawing(draw: Draw, keys: readonly unknown[]): Ref<HTMLCanvasElement> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState('');
  useLayoutEffect(() => {
    const element = canvas.current as HTMLCanvasElement;
    const observer = new ResizeObserver(() => setSize(`${element.clientWidth} × ${element.clientHeight}`));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const element = canvas.current as HTMLCanvasElement;
    const { clientWidth, clientHeight } = element;
    // Drawn by the CPU: 10 ms per picture. Where the GPU is emulated, through it were 300.
    element.getContext('2d', { willReadFrequently: true });
    if (clientWidth > 0 && clientHeight > 0) {
      draw(layer(element, clientWidth, clientHeight), clientWidth, clientHeight);
    }
  }, [size, ...keys]);
  return canvas;
}
