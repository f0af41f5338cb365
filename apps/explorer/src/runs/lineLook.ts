import type { Colours } from '../look/useColours.ts';

const dashes: readonly (readonly number[])[] = [[], [7, 3], [2, 3]];

/** How a run looks, by its place in the list: ten colours solid, then dashed, then dotted. */
export const lineLook = (place: number, { classes }: Colours) => ({
  colour: classes[place % classes.length] as string,
  dash: dashes[Math.floor(place / classes.length) % dashes.length] as readonly number[],
});
