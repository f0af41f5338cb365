/** @typedef {import('./signatures.mjs').Declared} Declared */

const inside = 'Named by these, exported by none';

/** A package's public signatures as a page that shows in review what changed. @param {string} name @param {import('./signatures.mjs').Signatures} signatures */
export function report(name, signatures) {
  const sections = Object.entries(signatures.entries).map(([path, declared]) => section(`\`${path}\``, declared));
  const rest = Object.keys(signatures.inside).length > 0 ? [section(inside, signatures.inside)] : [];
  return `${[`# ${name}`, ...sections, ...rest].join('\n\n')}\n`;
}

/** @param {string} title @param {Declared} declared */
function section(title, declared) {
  const texts = Object.keys(declared)
    .sort()
    .map((name) => `// ${name}\n${declared[name]}`);
  return `## ${title}\n\n\`\`\`ts\n${texts.join('\n\n')}\n\`\`\``;
}

/**
 * What differs between two reports, by name.
 *
 * @param {string} before
 * @param {string} after
 * @returns {string[]} e.g. `adam changed`
 */
export function differences(before, after) {
  const [old, now] = [partsOf(before), partsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name) => {
    if (!now.has(name)) return [`${name} is gone`];
    if (!old.has(name)) return [`${name} is new`];
    return old.get(name) === now.get(name) ? [] : [`${name} changed`];
  });
}

/** The text of each name, in the order of its sections. @param {string} text */
function partsOf(text) {
  const parts = /** @type {Map<string, string>} */ (new Map());
  for (const section of text.split(/^## /m).slice(1)) {
    const [title = ''] = section.split('\n', 1);
    for (const part of section.split(/^\/\/ /m).slice(1)) {
      const [name = ''] = part.split('\n', 1);
      parts.set(name, `${parts.get(name) ?? ''}${title}: ${part.replace(/\n*(```\n*)?$/, '')}\n`);
    }
  }
  return parts;
}
