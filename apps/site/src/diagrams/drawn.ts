import { expected } from '@latentkit/errors';
import { diagram } from './diagram.ts';
import { inFrench } from './french.ts';
import { models } from './models.ts';

/**
 * A page with its diagrams: `<!-- diagram: autoencoder -->` becomes the picture of that model.
 *
 * @param language of the words in the picture
 * @throws `DIAGRAM` for a model that is none of `models`
 */
export function drawn(page: string, language: 'en' | 'fr' = 'en'): string {
  return page.replace(/^<!-- diagram: ([\w-]+) -->$/gm, (_, name: string) => {
    const make = models[name];
    if (make) return diagram(language === 'fr' ? inFrench(make()) : make());
    const [where, received] = ['diagram', name];
    const names = Object.keys(models).join(', ');
    throw expected({ where, expected: `one of ${names}`, received, todo: 'Name one of these.', code: 'DIAGRAM' });
  });
}
