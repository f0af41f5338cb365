import { captions, drawn, figures, runs } from './figures.mjs';

const head = `# Gallery

The figures of the lectures, with the commands that make them. \`npm run gallery\` makes this page, and beside each picture its numbers as CSV
(26 MB in all, so they are not kept in git).
`;

/** The page below the pictures: each with its caption and the commands that make it. */
export function galleryPage() {
  const parts = figures.map((one) => {
    const [file, , from] = one;
    const commands = from.map((name) => `latentkit train ${runs[name].join(' ')} --out runs/${name}`);
    const args = drawn(one, (name) => `runs/${name}`).map((word) => (word.includes(' ') ? `"${word}"` : word));
    const shell = `\`\`\`sh\n${[...commands, `latentkit ${args.join(' ')}`].join('\n')}\n\`\`\``;
    const words = file.replaceAll('-', ' ');
    return `## ${words[0]?.toUpperCase()}${words.slice(1)}\n\n![${captions[file]}](${file}.png)\n\n${captions[file]}\n\n${shell}\n`;
  });
  return `${head}\n${parts.join('\n')}`;
}
