const marks: readonly (readonly [bytes: string, received: string, todo: string])[] = [
  ['\x89HDF', 'an HDF5 file', 'Save the arrays with numpy.savez.'],
  ['MATLAB 5.0', 'a file of MATLAB', 'Save the arrays with numpy.savez (scipy.io.loadmat reads them).'],
  ['ARROW1', 'an Arrow or Feather file', 'Save the table as Parquet.'],
  ['ORC', 'an ORC file', 'Save the table as Parquet.'],
  ['SQLite format 3', 'an SQLite database', 'Save the table as CSV.'],
  ['\xd0\xcf\x11\xe0', 'an old Excel or Word file', 'Save the sheet as CSV.'],
  ['%PDF', 'a PDF', 'Save its data as CSV.'],
  ['7z\xbc\xaf', 'a 7-Zip archive', 'Unpack it, and give what is in it.'],
  ['Rar!', 'a RAR archive', 'Unpack it, and give what is in it.'],
  ['BZh', 'a bzip2 file', 'Unpack it.'],
  ['\xfd7zXZ', 'an xz file', 'Unpack it.'],
  ['\x28\xb5\x2f\xfd', 'a zstd file', 'Unpack it.'],
  ['\x89PNG', 'one image', 'Give a folder of images.'],
  ['\xff\xd8\xff', 'one image', 'Give a folder of images.'],
  ['GIF8', 'one image', 'Give a folder of images.'],
];
/** Protocols 2 to 5 of Python's pickle. */
const isPickle = (head: string) => head[0] === '\x80' && '\x02\x03\x04\x05'.includes(head[1] ?? ' ');

/** What a file is that no reader here takes, by its first bytes, and what to do with it. */
export function foreignFile(head: Uint8Array): { received: string; todo: string } | undefined {
  const text = String.fromCharCode(...head.subarray(0, 512));
  const known = marks.find(([mark]) => text.startsWith(mark));
  if (known) return { received: known[1], todo: known[2] };
  if (isPickle(text))
    return {
      received: 'a pickle of Python, which holds code',
      todo: 'Save arrays with numpy.savez, tables as CSV or Parquet.',
    };
  if (text.slice(257, 262) === 'ustar')
    return { received: 'a tar archive', todo: 'Unpack it, and give what is in it.' };
  return undefined;
}
