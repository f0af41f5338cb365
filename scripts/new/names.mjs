/**
 * @typedef {object} Names
 * @property {string} name      as a function: `denoisingAutoencoder`
 * @property {string} type      as a type: `DenoisingAutoencoder`
 * @property {string} title     in a sentence: `denoising autoencoder`
 * @property {string} kebab     in a file name or a flag: `denoising-autoencoder`
 */

/**
 * The forms of a name typed as `denoising-autoencoder` or `denoisingAutoencoder`.
 *
 * @param {string} where
 * @param {string} typed
 * @returns {Names}
 */
export function namesOf(where, typed) {
  const words = typed
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split('-');
  const plain = /^[a-z]/.test(typed) && words.every((word) => /^[a-z0-9]+$/.test(word));
  const type = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
  const name = type.slice(0, 1).toLowerCase() + type.slice(1);
  if (!plain || isReserved(name)) {
    const received = typed === '' ? 'nothing' : `"${typed}"`;
    throw new Error(
      `${where}: expected a name like hinge-loss or hingeLoss, received ${received}. Use letters and digits.`,
    );
  }
  return { name, type, title: words.join(' '), kebab: words.join('-') };
}

/** True for `delete`, `await` and their like. @param {string} name */
function isReserved(name) {
  try {
    new Function(`'use strict'; const ${name} = 0;`);
    return ['await', 'undefined', 'index'].includes(name);
  } catch {
    return true;
  }
}
