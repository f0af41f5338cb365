import type { Diagram, Part } from './diagram.ts';

/** The words of the diagrams in French; symbols and layers are the same in both languages. */
export const french: Readonly<Record<string, string>> = {
  observed: 'observé',
  predicted: 'prédit',
  hidden: 'caché',
  corrupt: 'bruiter',
  noisy: 'bruité',
  'mean, variance': 'moyenne, variance',
  sample: 'tirer',
  latent: 'latent',
  guess: 'proposition',
  'An autoencoder: the encoder gives the code h of y, the decoder the reconstruction ỹ of h.':
    'Un auto-encodeur : l’encodeur donne le code h de y, le décodeur la reconstruction ỹ de h.',
  'The convolutional autoencoder of the lecture, layer by layer.':
    'L’auto-encodeur convolutif du cours, couche par couche.',
  'A denoising autoencoder: the encoder sees a corrupted copy of y, and the cost compares with the clean y.':
    'Un auto-encodeur débruiteur : l’encodeur voit une copie bruitée de y, et le coût compare au y propre.',
  'A contractive autoencoder: the penalty is how much the code h moves when the observation y does.':
    'Un auto-encodeur contractif : la pénalité est combien le code h bouge quand l’observation y bouge.',
  'A variational autoencoder: the encoder gives a mean and a variance, the code z is drawn from them.':
    'Un auto-encodeur variationnel : l’encodeur donne une moyenne et une variance, dont le code z est tiré.',
  'Target propagation: no gradient passes between ž, found downhill, and the guess z̃ of the encoder.':
    'Propagation de la cible : aucun gradient ne passe entre ž, trouvé par descente, et la proposition z̃ de l’encodeur.',
};

const said = (words: string) => french[words] ?? words;

/** A diagram with its words in French. */
export const inFrench = ({ title, parts, ...rest }: Diagram): Diagram => ({
  ...rest,
  title: said(title),
  parts: parts.map((part): Part => {
    if ('network' in part) return part;
    const about = said(part.about);
    return 'operation' in part ? { ...part, operation: said(part.operation), about } : { ...part, about };
  }),
});
