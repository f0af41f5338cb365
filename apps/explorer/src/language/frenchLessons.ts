import type { LessonName, lessons } from '../learn/lessons.ts';

/** What a lesson says of itself that is not a formula; the values of its knob where they are words. */
type InFrench<Name extends LessonName> = {
  readonly title: string;
  readonly model: string;
  readonly words: string;
  readonly caption: string;
  readonly knob: string;
  readonly values?: readonly string[];
  readonly formula?: readonly string[];
} & ((typeof lessons)[Name] extends { readonly challenge: unknown } ? { readonly challenge: string } : unknown);

const codes = 'Points : codes d’images, par classe. Déplacez la croix pour décoder un code.';

/** The lessons of learn/lessons.ts in French. */
export const frenchLessons: { readonly [Name in LessonName]: InFrench<Name> } = {
  ellipse: {
    title: 'Ellipse',
    model: 'modèle à base d’énergie',
    words:
      'E(y, z) = (y₁ − w₁ cos z)² + (y₂ − w₂ sin z)². Deux paramètres s’apprennent. L’énergie libre F(y) baisse là où sont les données, et la courbe décodée vient s’y poser.',
    caption:
      'Couleur : F(y), basse là où elle est la plus pâle (la plus sombre sur une page sombre). Points : les données. Ligne : la courbe décodée.',
    knob: 'température inverse β',
    challenge: 'Avec β = ∞, amenez F(y) sous 0.01 en 80 pas.',
  },
  spiral: {
    title: 'Spirale',
    model: 'auto-encodeur débruiteur',
    words:
      'Il reçoit des points bruités et apprend à rendre les points propres. Les flèches ỹ − y apprennent à montrer le bras le plus proche ; à mi-chemin entre deux bras les attractions s’annulent, et le modèle y laisse les points en place bien qu’aucune donnée ne soit proche.',
    caption: 'Flèches : ỹ − y, réduites de moitié. Couleur : ‖y − ỹ‖. Points : les données.',
    knob: 'bruit σ',
    challenge: 'Avec σ = 0.1, amenez l’erreur sous 0.02 en 55 pas.',
  },
  collapse: {
    title: 'Effondrement',
    model: 'auto-encodeur sans bruit',
    words:
      'Seul le nombre de dimensions latentes limite la copie. Avec une seule, l’énergie est basse le long d’une ligne ; avec deux ou plus, elle baisse partout, loin des données aussi.',
    caption:
      'Flèches : ỹ − y, réduites de moitié. Couleur : ‖y − ỹ‖, toujours sur l’échelle de 0 à ½. Points : les données.',
    knob: 'dimensions latentes',
    challenge: 'Avec une dimension latente, amenez l’erreur sous 0.05 en 250 pas.',
  },
  contraction: {
    title: 'Contraction',
    model: 'auto-encodeur contractif',
    words:
      'F(y) = ‖y − ỹ‖² + λ ‖∂h/∂y‖². Le code doit changer le long des données, et chaque changement coûte : il reste la direction des données.',
    caption:
      'Traits : la direction qui déplace le plus le code, aussi longs qu’il se déplace. Couleur : ‖∂h/∂y‖. Points : les données.',
    knob: 'contraction λ',
  },
  autoencoder: {
    title: 'Codes',
    model: 'auto-encodeur',
    words:
      'Deux dimensions latentes pour toute une image. Des images semblables reçoivent des codes voisins, bien que l’entraînement ne voie jamais de classe.',
    caption: `${codes} Couleur : C(y, Dec(z)) de l’image choisie ; l’anneau est son code.`,
    knob: 'largeur de la couche cachée',
  },
  generator: {
    title: 'Tirages',
    model: 'auto-encodeur comme générateur',
    words: 'Des codes tirés d’une distribution ajustée aux codes des données sont décodés.',
    caption: 'Points : codes d’images, par classe. Anneaux : les codes tirés.',
    knob: 'codes tirés',
    values: ['uniformément', 'd’une loi normale', 'd’un mélange'],
  },
  targets: {
    title: 'Cibles',
    model: 'propagation de la cible',
    words:
      'Aucun gradient ne passe du décodeur à l’encodeur. La descente de gradient mène chaque code de la proposition z̃ à ž ; le décodeur apprend de ž, et l’encodeur apprend à prédire ž.',
    caption:
      'Flèches : de la proposition z̃ à ž, pour quelques images. Couleur : E(y, z) de l’image choisie ; l’anneau est sa proposition.',
    knob: 'distance γ',
    formula: ['z̃ = Enc(y)', 'ž ← ž − ½η ∂E(y, ž)/∂ž', 'décodeur : C(y, Dec(ž))', 'encodeur : ‖ž − z̃‖²'],
  },
  map: {
    title: 'Deux espaces',
    model: 'auto-encodeur variationnel de points',
    words:
      'L’encodeur envoie chaque observation sur une bulle du plan des codes ; le décodeur renvoie la grille des codes dans le plan des observations. La reconstruction écarte les bulles, U les rassemble, V garde leur taille près de 1.',
    caption:
      'Les observations, et la grille des codes décodée. Dans le plan des codes : q(z|y), une bulle d’un écart type par observation.',
    knob: 'termes',
    values: ['C + U + V', 'sans V', 'sans U', 'C seul'],
  },
  digits: {
    title: 'Images',
    model: 'auto-encodeur variationnel',
    words:
      'Deux dimensions latentes pour toute une image. Des images semblables reçoivent des codes voisins, et chaque point du plan se décode en une image. La surface est l’énergie d’une image en chaque code.',
    caption: `${codes} Couleur : E(y, z) de l’image choisie, en chaque code z ; l’anneau est son propre code.`,
    knob: 'β',
  },
};
