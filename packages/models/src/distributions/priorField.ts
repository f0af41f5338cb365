import type { Field, Place } from '../files/fields.ts';
import { shapeField, sizeField } from '../files/fields.ts';
import type { Settings } from '../files/modelFiles.ts';
import { damaged } from '../files/readDescription.ts';
import { readSettings } from '../files/settings.ts';
import { gaussianMixturePrior } from './gaussianMixturePrior.ts';
import { learnedClassPrior } from './learnedClassPrior.ts';
import type { ClassPrior, Prior } from './prior.ts';
import { standardNormal } from './standardNormal.ts';

const ofCodes = {
  gaussianMixture: (settings: Settings, place: Place) =>
    gaussianMixturePrior(readSettings({ components: sizeField, latentShape: shapeField }, settings, place)),
};

const ofClasses = {
  ...ofCodes,
  learnedClass: (settings: Settings, place: Place) =>
    learnedClassPrior(readSettings({ classes: sizeField, latentShape: shapeField }, settings, place)),
};

/** N(0, I) is left out of a file; what another one learned is among the weights. */
function fieldOf<P extends Prior | ClassPrior>(
  makers: Readonly<Record<string, (settings: Settings, place: Place) => P>>,
) {
  return {
    write: ({ settings }: P) => (settings.name === 'standardNormal' ? undefined : settings),
    read(data: unknown, place: Place): P | Prior {
      if (data === undefined) return standardNormal();
      const { name, ...settings } = (typeof data === 'object' && data !== null ? data : {}) as Settings;
      const make = typeof name === 'string' && Object.hasOwn(makers, name) ? makers[name] : undefined;
      if (make) return make(settings, place);
      throw damaged(`a name among ${Object.keys(makers).join(', ')} at ${place.at}`, JSON.stringify(name) ?? 'none');
    },
  };
}

/** A prior p(z) of this package by its settings. */
export const priorField: Field<Prior> = fieldOf<Prior>(ofCodes);

/** The same, or a prior p(z|x). */
export const classPriorField: Field<Prior | ClassPrior> = fieldOf<Prior | ClassPrior>(ofClasses);
