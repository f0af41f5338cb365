/** Languages of the lessons: the documentation site shows them in its own. */
export type Language = 'en' | 'fr';

/** What the lessons say around a model, in each language; `{name}` stands for a value. What a lesson says of itself is in learn/lessons.ts and frenchLessons.ts. */
// biome-ignore format: one line a phrase
export const phrases = {
  toContent: { en: 'To the content', fr: 'Aller au contenu' },
  notLoaded: { en: 'Loading failed. Load the page again.', fr: 'Le chargement a échoué. Rechargez la page.' },
  opening: { en: 'Opening the run…', fr: 'Ouverture…' },
  loading: { en: 'Loading…', fr: 'Chargement…' },
  whatLearns: { en: 'What learns', fr: 'Ce qui apprend' },
  start: { en: 'Start', fr: 'Lancer' },
  pause: { en: 'Pause', fr: 'Pause' },
  reset: { en: 'Reset', fr: 'Recommencer' },
  seed: { en: 'seed', fr: 'graine' },
  speed: { en: 'speed', fr: 'vitesse' },
  slow: { en: 'step by step', fr: 'pas à pas' },
  usual: { en: 'usual', fr: 'normale' },
  fast: { en: 'fast', fr: 'rapide' },
  learningRate: { en: 'learning rate', fr: 'taux d’apprentissage' },
  width: { en: 'width of the hidden layers', fr: 'largeur des couches cachées' },
  units: { en: 'units of the code h', fr: 'unités du code h' },
  drawData: { en: 'Draw the data', fr: 'Dessiner les données' },
  yourData: { en: 'Your data: {count} points. Draw with the pointer, or add a shape by the buttons.', fr: 'Vos données : {count} points. Dessinez avec le pointeur, ou ajoutez une forme par les boutons.' },
  drawYours: { en: 'Draw your data: {count} points.', fr: 'Dessinez vos données : {count} points.' },
  drawMore: { en: 'Draw your data: {count} points, at least {least}.', fr: 'Dessinez vos données : {count} points, au moins {least}.' },
  trainOnThese: { en: 'Train on these', fr: 'Apprendre de ces points' },
  addBlobs: { en: 'Add two blobs', fr: 'Ajouter deux amas' },
  addCircle: { en: 'Add a circle', fr: 'Ajouter un cercle' },
  clear: { en: 'Clear', fr: 'Effacer' },
  ownData: { en: 'The lesson’s own data', fr: 'Les données de la leçon' },
  dragOrKeys: { en: '{label} Drag, or move by arrow keys.', fr: '{label} Déplacez la croix à la souris, au doigt ou avec les flèches du clavier.' },
  planeOfCodes: { en: 'The plane of codes.', fr: 'Le plan des codes.' },
  dragEither: { en: 'Codes. Drag in either plane.', fr: 'Les codes. Déplacez la croix dans l’un ou l’autre plan.' },
  ringsDecoded: { en: 'The rings, decoded.', fr: 'Les anneaux, décodés.' },
  planeDecoded: { en: 'The same plane, decoded.', fr: 'Le même plan, décodé.' },
  square: { en: 'square', fr: 'carré' },
  ellipse: { en: 'ellipse', fr: 'ellipse' },
  triangle: { en: 'triangle', fr: 'triangle' },
  image: { en: 'image', fr: 'image' },
  imageDrawn: { en: 'Image {number}, whose energy is drawn', fr: 'Image {number}, dont l’énergie est dessinée' },
  imageAtCross: { en: 'Decoded image at the cross', fr: 'Image décodée à la croix' },
  atCross: { en: 'Decoded at the cross', fr: 'Décodé à la croix' },
  encoded: { en: 'y is encoded to μ = ({m1}, {m2}), √v = ({d1}, {d2}).', fr: 'y est encodé en μ = ({m1}, {m2}), √v = ({d1}, {d2}).' },
  decoded: { en: 'z is decoded to ỹ = ({y1}, {y2}).', fr: 'z est décodé en ỹ = ({y1}, {y2}).' },
  codeMoves: { en: 'Here the code moves {along} per unit in one direction and {across} across it.', fr: 'Ici le code se déplace de {along} par unité dans une direction, et de {across} en travers.' },
  untrained: { en: 'Untrained.', fr: 'Pas encore entraîné.' },
  training: { en: 'Training.', fr: 'En cours.' },
  paused: { en: 'Paused.', fr: 'En pause.' },
  at: { en: 'Step {step}, epoch {epoch}: {loss} {mean}', fr: 'Pas {step}, époque {epoch} : {loss} {mean}' },
  step: { en: 'step {step}', fr: 'pas {step}' },
  oneStep: { en: 'One step, in the order in which it is computed', fr: 'Un pas, dans l’ordre des calculs' },
  oneStepOf: { en: 'One step, in the order in which it is computed ({step} done)', fr: 'Un pas, dans l’ordre des calculs ({step} faits)' },
  tryThis: { en: 'Try this.', fr: 'Un défi.' },
  firstChoose: { en: 'First choose the setting named above.', fr: 'Choisissez d’abord le réglage demandé.' },
  won: { en: 'Done: below {below} after {steps} steps.', fr: 'Réussi : sous {below} après {steps} pas.' },
  stepsLeft: { en: '{steps} steps left.', fr: 'Encore {steps} pas.' },
  lost: { en: 'Not below {below} within {steps} steps. Reset, and try other settings.', fr: 'Pas sous {below} en {steps} pas. Recommencez avec d’autres réglages.' },
  lossCurve: { en: '{loss} of each step. {at}', fr: '{loss} à chaque pas. {at}' },
  lossCaption: { en: '{loss} of each step{unit}, and its running mean', fr: '{loss} à chaque pas{unit}, et sa moyenne glissante' },
  noWorker: { en: 'Training cannot start: this browser did not start the worker. Load the page again.', fr: 'L’entraînement ne peut pas commencer : le navigateur n’a pas démarré le worker. Rechargez la page.' },
  diverged: { en: 'At step {step} the loss was no longer finite. Lower the learning rate and reset.', fr: 'Au pas {step}, la perte n’était plus un nombre fini. Baissez le taux d’apprentissage et recommencez.' },
  stopped: { en: 'Training stopped on an error. {message}', fr: 'L’entraînement s’est arrêté sur une erreur : « {message} »' },
  engine: { en: 'Engine: {engine}', fr: 'Moteur : {engine}' },
  compiled: { en: 'compiled: ONNX Runtime in WebAssembly, in a worker of this page', fr: 'compilé : ONNX Runtime en WebAssembly, dans un worker de cette page' },
  cpu: { en: 'cpu: tfjs op by op, much slower, as compiled does not run here: {reason}', fr: 'cpu : tfjs opération par opération, bien plus lent, car le moteur compilé ne marche pas ici : {reason}' },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

export type Phrase = keyof typeof phrases;

/** A phrase with its values, before it is put into a language: what the thread that trains says. */
export interface Said {
  readonly phrase: Phrase;
  readonly values?: Values;
}

type Values = Readonly<Record<string, string | number>>;

/**
 * Says phrases in one language.
 *
 * `speaker('fr')('stepsLeft', { steps: 10 })` is 'Encore 10 pas.'
 */
export const speaker =
  (language: Language) =>
  (phrase: Phrase, values: Values = {}): string =>
    phrases[phrase][language].replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
