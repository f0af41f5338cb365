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
/** What text is by the ending of its name. */
const endings: Readonly<Record<string, readonly [received: string, todo: string]>> = {
  json: [
    'one JSON document',
    "Write one object per line, as .jsonl (pandas: to_json(path, orient='records', lines=True)).",
  ],
  arff: ['an ARFF file of Weka', 'Save the table as CSV.'],
  xml: ['an XML document', 'Save the table as CSV.'],
  html: ['a page', 'Save the table as CSV.'],
  sav: ['a file of SPSS', 'Save the table as CSV (pandas.read_spss reads it).'],
  dta: ['a file of Stata', 'Save the table as CSV (pandas.read_stata reads it).'],
  sas7bdat: ['a file of SAS', 'Save the table as CSV (pandas.read_sas reads it).'],
  rds: ['a file of R', 'Save the table as CSV (write.csv).'],
  tfrecord: ['a file of TensorFlow records', 'Save the arrays with numpy.savez.'],
};
/** A row of LIBSVM: a class, then `column:value` again and again. */
const libsvm = /^[-+\d.]+( \d+:[-+\d.eE]+)+ *\r?\n/;

/** Protocols 2 to 5 of Python's pickle. */
const isPickle = (head: string) => head[0] === '\x80' && '\x02\x03\x04\x05'.includes(head[1] ?? ' ');

/** What a file is that no reader here takes, by its first bytes or the ending of its name, and what to do with it. */
export function foreignFile(head: Uint8Array, path: string): { received: string; todo: string } | undefined {
  const ending = /\.(\w+)(\.gz)?$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const [received, todo] = (Object.hasOwn(endings, ending) && endings[ending]) || [];
  if (received !== undefined && todo !== undefined) return { received, todo };
  const text = String.fromCharCode(...head.subarray(0, 4096));
  const known = marks.find(([mark]) => text.startsWith(mark));
  if (known) return { received: known[1], todo: known[2] };
  if (isPickle(text))
    return {
      received: 'a pickle of Python, which holds code',
      todo: 'Save arrays with numpy.savez, tables as CSV or Parquet.',
    };
  if (libsvm.test(text))
    return { received: 'a file of LIBSVM', todo: 'Save the rows as CSV (scikit-learn: load_svmlight_file).' };
  if (text.slice(257, 262) === 'ustar')
    return { received: 'a tar archive', todo: 'Unpack it, and give what is in it.' };
  return undefined;
}
