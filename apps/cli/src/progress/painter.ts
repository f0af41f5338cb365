import { encodePng } from '@latentkit/viz';
import { createLogUpdate } from 'log-update';
import type { View } from './dashboard.ts';
import { above, type ImageProtocol, imageSequence, removeSequence } from './imageProtocol.ts';

/** A view that changes in place, on a terminal. @param protocol of the pictures over it */
export function painter(stream: NodeJS.WriteStream, protocol: ImageProtocol | undefined) {
  const draw = createLogUpdate(stream);
  let view: View | undefined;
  let pictured = '';
  const paint = (next: View) => {
    view = next;
    const { lines, collage } = next;
    draw(lines.join('\n'));
    // Lines that stay are not written again, so what lies over them stays too.
    const place = collage ? `${collage.heading} ${lines.length} ${stream.columns} ${stream.rows}` : '';
    if (collage && protocol && place !== pictured) {
      stream.write(above(lines.length - 1, imageSequence(protocol, encodePng(collage.pixels()), collage)));
    }
    pictured = place;
  };
  return {
    paint,
    /** A line that stays, above the view. */
    above(text: string): void {
      draw.persist(text);
      pictured = '';
      if (view) paint(view);
    },
    done(): void {
      view = undefined;
      if (protocol) stream.write(removeSequence(protocol));
      draw.clear();
      draw.done();
    },
  };
}
