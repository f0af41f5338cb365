/** @typedef {import('./changes.mjs').Change} Change */

/** The order of topics on the page, and whose changes each holds. A change of several packages is told once, at the first. */
const topics = /** @type {[title: string, packages: string[]][]} */ ([
  ['Models', ['models', 'losses', 'layers']],
  ['Training and engines', ['core', 'compile']],
  ['Data', ['datasets']],
  ['Measuring and sampling', ['metrics', 'samplers']],
  ['Runs', ['runs', 'catalogue', 'cluster']],
  ['Figures and reports', ['report', 'viz']],
  ['The explorer', ['explorer']],
  ['Export, serving and sharing', ['export', 'serve', 'hub']],
  ['Tests of yours', ['test-kit', 'errors']],
]);

const rest = 'The command';

/** @param {Pick<Change, 'packages'>} change */
function topicOf({ packages }) {
  const names = packages.map((name) => name.replace('@latentkit/', ''));
  return topics.find(([, members]) => members.some((member) => names.includes(member)))?.[0] ?? rest;
}

/**
 * What is new in a version, by topic: every change once.
 *
 * @param {string} version
 * @param {readonly Pick<Change, 'packages' | 'summary'>[]} changes
 */
export function page(version, changes) {
  const titles = [rest, ...topics.map(([title]) => title)];
  const sections = titles.flatMap((title) => {
    const lines = changes
      .filter((change) => topicOf(change) === title)
      .map(({ summary }) => `- ${summary.trim().replace(/\n/g, '\n  ')}`);
    return lines.length > 0 ? [`### ${title}\n\n${lines.join('\n')}`] : [];
  });
  return [`## ${version}`, ...sections].join('\n\n');
}
