/** What the variables of the lecture are in one kind of model. */
export interface ModelKind {
  readonly name: string;
  readonly nom: string;
  /** From left to right; an arrow leads from each to the next, unless it is a guess. */
  readonly row: readonly Variable[];
  /** In training. */
  readonly words: string;
  readonly mots: string;
  /** In use, when y is not observed. */
  readonly inUse: string;
  readonly enUsage: string;
}

export interface Variable {
  readonly symbol: string;
  /** When its value is there. */
  readonly seen: 'always' | 'training' | 'never' | 'computed';
  readonly is: string;
  readonly est: string;
}

const h: Variable = { symbol: 'h', seen: 'computed', is: 'hidden code', est: 'code caché' };
const prediction: Variable = { symbol: 'ỹ', seen: 'computed', is: 'reconstruction', est: 'reconstruction' };
const y: Variable = { symbol: 'y', seen: 'training', is: 'observation', est: 'observation' };
const z = (is: string, est: string): Variable => ({ symbol: 'z', seen: 'never', is, est });

/** @see Canziani, lecture 07-3, definitions */
export const kinds: readonly ModelKind[] = [
  {
    name: 'Classifier',
    nom: 'Classifieur',
    row: [
      { symbol: 'x', seen: 'always', is: 'input', est: 'entrée' },
      h,
      { symbol: 'ỹ', seen: 'computed', is: 'predicted y', est: 'y prédit' },
      { symbol: 'y', seen: 'training', is: 'label', est: 'étiquette' },
    ],
    words: 'x is there in training and in use; y, the label, only in training.',
    mots: "x est là à l'apprentissage et à l'usage ; y, l'étiquette, à l'apprentissage seulement.",
    inUse: 'The label is not there: ỹ takes its place.',
    enUsage: "L'étiquette n'est plus là : ỹ la remplace.",
  },
  {
    name: 'Autoencoder',
    nom: 'Auto-encodeur',
    row: [y, h, prediction],
    words: 'There is no x. The observation y is encoded to h, and h is decoded to ỹ.',
    mots: "Il n'y a pas de x. L'observation y est encodée en h, et h est décodé en ỹ.",
    inUse: 'To generate, there is no y to encode: h has to be chosen, and is decoded to ỹ.',
    enUsage: "Pour générer, il n'y a pas de y à encoder : il faut choisir h, qui est décodé en ỹ.",
  },
  {
    name: 'Denoising autoencoder',
    nom: 'Auto-encodeur débruiteur',
    row: [y, { symbol: 'ŷ', seen: 'computed', is: 'corrupted copy', est: 'copie corrompue' }, h, prediction],
    words: 'The encoder sees ŷ; the cost compares ỹ with the clean y.',
    mots: "L'encodeur voit ŷ ; le coût compare ỹ au y propre.",
    inUse: 'Only a noisy ŷ is there; ỹ takes the place of the clean y.',
    enUsage: 'Seul un ŷ bruité est là ; ỹ remplace le y propre.',
  },
  {
    name: 'Energy model',
    nom: "Modèle d'énergie",
    row: [z('found: argmin of E', 'trouvé : argmin de E'), prediction, y],
    words: 'z is never observed: for each y the code of least energy is searched.',
    mots: "z n'est jamais observé : pour chaque y, on cherche le code d'énergie minimale.",
    inUse: 'Without y there is nothing to search for: each z that one chooses gives another ỹ.',
    enUsage: "Sans y, il n'y a rien à chercher : chaque z choisi donne un autre ỹ.",
  },
  {
    name: 'Target propagation',
    nom: 'Propagation de la cible',
    row: [
      y,
      { symbol: 'z̃', seen: 'computed', is: "encoder's guess", est: "proposition de l'encodeur" },
      { symbol: 'ž', seen: 'never', is: 'found from z̃', est: 'trouvé depuis z̃' },
      prediction,
    ],
    words: 'The search for z starts at the guess z̃ of an encoder, which then learns to guess ž.',
    mots: "La recherche de z part de la proposition z̃ d'un encodeur, qui apprend ensuite à proposer ž.",
    inUse: 'Without y there is no guess: a code has to be chosen, and is decoded to ỹ.',
    enUsage: 'Sans y, pas de proposition : il faut choisir un code, qui est décodé en ỹ.',
  },
  {
    name: 'Variational autoencoder',
    nom: 'Auto-encodeur variationnel',
    row: [
      y,
      { symbol: 'μ, v', seen: 'computed', is: 'mean, variance', est: 'moyenne, variance' },
      z('drawn from N(μ, v)', 'tiré de N(μ, v)'),
      prediction,
    ],
    words: 'The encoder gives a distribution of z; its mean stands where h stood.',
    mots: "L'encodeur donne une distribution de z ; sa moyenne est à la place de h.",
    inUse: 'Without y there is no μ, v: z is drawn from the prior N(0, 1), and is decoded to ỹ.',
    enUsage: 'Sans y, ni μ ni v : z est tiré de la loi a priori N(0, 1), puis décodé en ỹ.',
  },
  {
    name: 'Conditional VAE',
    nom: 'VAE conditionnel',
    row: [
      { symbol: 'x', seen: 'always', is: 'class or caption', est: 'classe ou légende' },
      z('latent', 'latent'),
      { symbol: 'ỹ', seen: 'computed', is: 'generated', est: 'généré' },
      y,
    ],
    words: 'x says what is wanted, as a caption does for DALL-E; z says the rest.',
    mots: 'x dit ce qui est demandé, comme une légende pour DALL-E ; z dit le reste.',
    inUse: 'x is given, z is drawn from the prior, and ỹ takes the place of y.',
    enUsage: 'x est donné, z est tiré de la loi a priori, et ỹ remplace y.',
  },
];
