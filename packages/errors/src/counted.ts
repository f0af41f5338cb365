/**
 * A number of things in words, for messages.
 *
 * @param one the noun, or more of the sentence, for one thing
 * @param many the same for any other number; `one` with an s by default
 * @example
 * counted(1, 'row'); // '1 row'
 * counted(0, 'row'); // '0 rows'
 * counted(2, 'image has no caption', 'images have no caption'); // '2 images have no caption'
 */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
