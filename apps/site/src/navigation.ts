import { namesIn, textOf } from './pages/files.ts';

/** A lecture by the name of its page, in the order of the lectures. */
// biome-ignore format: one line a lecture
const lectures = [
  ['01-variables', 'What is observed: x, y, z, h, ỹ', 'Ce qui est observé : x, y, z, h, ỹ'],
  ['02-autoencoder', 'The autoencoder and its energy', "L'auto-encodeur et son énergie"],
  ['03-costs', 'Costs and the loss', 'Coûts et perte'],
  ['04-collapse', 'Under- and over-complete codes', 'Codes sous-complets et sur-complets'],
  ['05-denoising', 'The denoising autoencoder', "L'auto-encodeur débruiteur"],
  ['06-compression', 'The encoder compresses', "L'encodeur compresse"],
  ['07-generation', 'The decoder generates', 'Le décodeur génère'],
  ['08-latent-energy', 'Latent variables and free energy', 'Variables latentes et énergie libre'],
  ['09-target-propagation', 'Target propagation', 'Propagation de la cible'],
  ['10-contractive', 'The contractive autoencoder', "L'auto-encodeur contractif"],
  ['11-variational', 'The variational autoencoder', "L'auto-encodeur variationnel"],
  ['12-free-energy', 'Its free energy, and the evidence', "Son énergie libre, et l'évidence"],
] as const;

const guides = [
  ['own-data', 'Your own data'],
  ['own-model', 'A model of your own'],
  ['anomaly-detection', 'Anomaly detection'],
  ['compression', 'Compression'],
  ['generation', 'Generation'],
  ['export', 'Export'],
  ['serve', 'Serving'],
] as const;

/** A data set of each kind, from the file to the answer. */
const ownData = [
  ['photographs', 'Photographs'],
  ['sensors', 'Sensors'],
  ['mixed-table', 'Numbers and words'],
  ['embeddings', 'Embeddings in Parquet'],
  ['time-windows', 'Time windows'],
  ['colour-arrays', 'Colour images in a .npz'],
  ['emnist', 'EMNIST'],
  ['many-images', '100 000 images'],
  ['large-csv', 'A large CSV'],
  ['captions', 'Images with captions'],
] as const;

/** Pages of docs that have a place of their own, or none. */
const placed = new Set(['index', 'start', 'architecture', 'results', 'reproduce', ...guides.map(([name]) => name)]);
const titleOf = (name: string) => /^# (.+)$/m.exec(textOf(`docs/${name}.md`))?.[1] ?? name;
/** A guide that nothing names here joins the others, by its heading. */
const others = namesIn('docs')
  .files.filter((file) => file.endsWith('.md'))
  .map((file) => file.replace(/\.md$/, ''))
  .filter((name) => !placed.has(name))
  .map((name) => [name, titleOf(name)] as const);

const packages = namesIn('packages').folders;

const french = { text: 'Cours', link: '/fr/lectures/' };

/** What stands above each page. */
export const english = {
  nav: [
    { text: 'Start', link: '/start' },
    { text: 'Lectures', link: '/lectures/' },
    { text: 'Guides', link: '/own-data' },
    { text: 'Gallery', link: '/gallery/' },
    { text: 'API', link: '/api/' },
    { text: 'Results', link: '/results' },
  ],
  sidebar: [
    {
      text: 'Start',
      items: [
        { text: 'Start', link: '/start' },
        { text: 'Architecture', link: '/architecture' },
      ],
    },
    {
      text: 'Lectures',
      items: lectures.map(([name, title], i) => ({ text: `${i + 1} · ${title}`, link: `/lectures/${name}` })),
    },
    { text: 'Guides', items: [...guides, ...others].map(([name, text]) => ({ text, link: `/${name}` })) },
    {
      text: 'Own data, kind by kind',
      items: ownData.map(([name, text]) => ({ text, link: `/data/${name}` })),
    },
    {
      text: 'Results',
      items: [
        { text: 'Measured', link: '/results' },
        { text: 'Published numbers', link: '/reproduce' },
        { text: 'Gallery', link: '/gallery/' },
      ],
    },
    {
      text: 'Packages',
      items: [
        ...packages.map((text) => ({ text, link: `/packages/${text}/` })),
        { text: 'latentkit (command)', link: '/apps/cli/' },
        { text: 'explorer', link: '/apps/explorer/' },
      ],
    },
    {
      text: 'API',
      items: packages.map((text) => ({ text, link: `/api/${text}/src${text === 'core' ? '/' : ''}` })),
    },
    {
      text: 'About',
      items: [
        { text: 'Decisions', link: '/decisions/' },
        { text: 'Contributing', link: '/CONTRIBUTING' },
      ],
    },
  ],
};

export const frenchPages = {
  nav: [french, { text: 'En anglais', link: '/start' }],
  sidebar: [
    {
      text: 'Cours',
      items: lectures.map(([name, , title], i) => ({ text: `${i + 1} · ${title}`, link: `/fr/lectures/${name}` })),
    },
  ],
};
