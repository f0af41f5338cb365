/** What an archive is that is none of numpy's, by the names in it, and what to do with it. */
export function foreignArchive(names: readonly string[]): { received: string; todo: string } | undefined {
  const some = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (some(/^xl\//)) return { received: 'an Excel workbook', todo: 'Save the sheet as CSV.' };
  if (some(/^content\.xml$/)) return { received: 'an OpenDocument file', todo: 'Save the sheet as CSV.' };
  if (some(/(^|\/)data\.pkl$/))
    return { received: 'a file of PyTorch', todo: 'Save the tensors with numpy.savez or safetensors.' };
  if (names.length > 0 && names.every((name) => name.endsWith('.npy'))) return undefined;
  if (some(/\.(png|jpe?g|gif|webp|tiff?|bmp)$/i))
    return { received: 'a ZIP archive of images', todo: 'Unpack it, and give the folder.' };
  if (some(/\.(csv|tsv|parquet|txt|gz)$/i))
    return { received: `a ZIP archive of ${names.slice(0, 3).join(', ')}`, todo: 'Unpack it, and give the file.' };
  // An archive that is damaged, or has other things beside arrays, is judged by its arrays.
  if (some(/\.npy$/)) return undefined;
  return {
    received: names.length === 0 ? 'an empty archive' : 'a ZIP archive of other files',
    todo: 'Save arrays with numpy.savez.',
  };
}
