let last = 0;

/** Every layer's weights from a seed of its own. */
export const nextSeed = () => ++last;

/** A network that is built again has the same weights. */
export const seedsFromOne = () => {
  last = 0;
};
