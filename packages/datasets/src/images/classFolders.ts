import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { counted, expected } from '@latentkit/errors';
import { inOrder } from '../tabular/classNames.ts';
import { captionsBeside, tableNames } from './captionsBeside.ts';

/** The images of a split, class by class, before any is read. */
export interface ClassFolders {
  /** Paths, which may be a million: what is read of them is made when it is. */
  readonly files: readonly string[];
  /** The class number of each file; left out where images are not in folders of classes. */
  readonly labels?: Int32Array;
  readonly classes: readonly string[];
  /** The caption of each file as `captionsBeside` found it; left out where no file has one. */
  readonly captions?: readonly string[];
}

/** What is read; other files are passed over and counted, hidden ones passed over. */
const imageExtensions = ['.png', '.jpg', '.jpeg', '.jfif', '.webp', '.gif', '.avif', '.tif', '.tiff'];
/** What folders of splits are called; a validation split is the test split where there is none. */
const splitNames = [/^train(ing)?$/i, /^test(ing)?$/i, /^(val|valid|validation|dev)$/i];

/**
 * What lies in a folder of images: one split, or those of its folders `train` and `test` (or `val`, `valid`, `validation`). Links are followed, each
 * folder is read once.
 *
 * @param other a folder that is the test split, whatever lies in `path`
 * @throws `FILE_READ` for a path that is not a folder, `FILE_FORMAT` where there is no image, or a class in `test` that `train` has not
 */
export async function classFolders(path: string, other?: string): Promise<Folders> {
  const { train, test, notes } = await foldersIn(path, other);
  const told = await captionsBeside(path, train.files);
  const asked = test && (await captionsBeside(other ?? path, test.files));
  return {
    train: { ...train, ...(told && { captions: told.captions }) },
    ...(test && { test: { ...test, ...(told && asked && { captions: asked.captions }) } }),
    notes: [...notes, ...(told?.notes ?? []), ...(told && asked ? asked.notes : [])],
  };
}

interface Folders {
  readonly train: ClassFolders;
  readonly test?: ClassFolders;
  readonly notes: string[];
}

async function foldersIn(path: string, other?: string): Promise<Folders> {
  const walk = walker();
  if (other !== undefined) {
    const [learned, found] = [await inFolder(path, walk), await inFolder(other, walk)];
    const notes: string[] = [];
    const test = sameClasses(learned, found, { trainFolder: path, testFolder: other, notes });
    return { train: learned, test, notes: [...notes, ...walk.notes(path)] };
  }
  const { folders, images } = await walk.list(path);
  const [only = ''] = folders;
  if (folders.length === 1 && images.length === 0 && (await holdsFolders(walk, join(path, only)))) {
    const { notes, ...inner } = await foldersIn(join(path, only));
    return { ...inner, notes: [`images are those of the one folder in it, ${only}`, ...notes] };
  }
  const [train, test, validation] = splitNames.map((name) => folders.find((folder) => name.test(folder)));
  const judged = test ?? validation;
  if (train === undefined || judged === undefined)
    return { train: await inFolder(path, walk), notes: walk.notes(path) };
  const [trainFolder, testFolder] = [join(path, train), join(path, judged)];
  const [learned, found] = [await inFolder(trainFolder, walk), await inFolder(testFolder, walk)];
  const unused = folders.filter((folder) => folder !== train && folder !== judged);
  const notes = [
    ...(judged === test ? [] : [`the test split is the folder ${judged}`]),
    ...(unused.length > 0
      ? [`folders beside ${train} and ${judged} are not used: ${unused.slice(0, 10).join(', ')}`]
      : []),
    ...(images.length > 0
      ? [
          `${counted(images.length, 'image')} beside ${train} and ${judged} ${images.length === 1 ? 'is' : 'are'} not used`,
        ]
      : []),
  ];
  return {
    train: learned,
    test: sameClasses(learned, found, { trainFolder, testFolder, notes }),
    notes: [...notes, ...walk.notes(path)],
  };
}

/** True for a folder of folders, which is not a class itself. */
async function holdsFolders(walk: Walker, path: string): Promise<boolean> {
  const { folders, images } = await walk.list(path);
  return folders.length > 0 && images.length === 0;
}

/** The test split with the class numbers of the training split. */
function sameClasses(
  train: ClassFolders,
  test: ClassFolders,
  { trainFolder, testFolder, notes }: { trainFolder: string; testFolder: string; notes: string[] },
): ClassFolders {
  const { labels, ...rest } = test;
  if (!labels || !train.labels) {
    if (labels || train.labels)
      notes.push(`images of ${labels ? trainFolder : testFolder} have no class: they lie in no folder of their own`);
    return { ...rest, classes: train.classes };
  }
  const code = test.classes.map((name) => train.classes.indexOf(name));
  if (code.includes(-1)) {
    throw refuse(testFolder, `the classes of ${trainFolder}: ${train.classes.join(', ')}`, test.classes.join(', '));
  }
  if (test.classes.length < train.classes.length)
    notes.push(`${testFolder} has ${test.classes.length} of ${train.classes.length} classes`);
  return { ...rest, labels: labels.map((label) => code[label] as number), classes: train.classes };
}

type Walker = ReturnType<typeof walker>;

async function inFolder(path: string, walk: Walker): Promise<ClassFolders> {
  const { folders, images } = await walk.list(path);
  await walk.enter(path);
  const files: string[] = [];
  const labels: number[] = [];
  const classes: string[] = [];
  for (const folder of inOrder(folders)) {
    const found = await walk.all(join(path, folder));
    if (found.length === 0) {
      walk.say(`${join(path, folder)} holds no image and is no class`);
      continue;
    }
    for (const file of found) {
      files.push(file);
      labels.push(classes.length);
    }
    classes.push(folder);
  }
  if (classes.length > 0) {
    if (images.length > 0)
      walk.say(`passed over beside the folders of ${path}: ${counted(images.length, 'image')}, ${images[0]} first`);
    return { files, labels: Int32Array.from(labels), classes };
  }
  if (images.length > 0) return { files: images.map((name) => join(path, name)), classes };
  throw refuse(
    path,
    'images, or folders of images, one per class',
    walk.passed() || (folders.length === 0 ? 'no folder' : 'no file in them'),
  );
}

/** Of names in a folder those that may hold captions: tables, and a text with the name of an image. */
function captionFiles(names: readonly string[]): ReadonlySet<string> {
  const stem = (name: string) => basename(name, extname(name));
  const images = names.filter((name) => imageExtensions.includes(extname(name).toLowerCase())).map(stem);
  const known = new Set(images);
  return new Set(names.filter((name) => tableNames.includes(name) || (name.endsWith('.txt') && known.has(stem(name)))));
}

/** Reads folders, and remembers which, and what it passed over. */
function walker() {
  const seen = new Set<string>();
  const said: string[] = [];
  const others = new Map<string, number>();
  let [foreign, deeper] = ['', 0];
  /** Names in a folder, hidden ones left out, in the order of their characters, so that it is the same on every machine. */
  const read = async (path: string) => {
    const entries = await readdir(path, { withFileTypes: true }).catch((cause) => {
      throw unreadable(path, cause);
    });
    const folders: string[] = [];
    const images: string[] = [];
    const beside = captionFiles(entries.map(({ name }) => name));
    for (const entry of entries.filter(({ name }) => !name.startsWith('.') && name !== '__MACOSX')) {
      if (beside.has(entry.name)) continue;
      const found = entry.isSymbolicLink() ? await stat(join(path, entry.name)).catch(() => undefined) : entry;
      const ending = extname(entry.name).toLowerCase();
      if (found?.isDirectory()) folders.push(entry.name);
      else if (found?.isFile() && imageExtensions.includes(ending)) images.push(entry.name);
      else {
        others.set(ending, (others.get(ending) ?? 0) + 1);
        foreign ||= join(path, entry.name);
      }
    }
    const upwards = (a: string, b: string) => (a < b ? -1 : 1);
    return { folders: folders.sort(upwards), images: images.sort(upwards) };
  };
  const known = new Map<string, ReturnType<typeof read>>();
  const list = (path: string) => {
    const found = known.get(path) ?? read(path);
    known.set(path, found);
    return found;
  };
  const all = async (path: string, depth = 0): Promise<string[]> => {
    const real = await realpath(path);
    if (seen.has(real)) {
      said.push(`${path} leads to a folder that was read already, and is passed over`);
      return [];
    }
    seen.add(real);
    const { folders, images } = await list(path);
    const files = images.map((name) => join(path, name));
    if (depth > 0) deeper += files.length;
    for (const folder of folders) for (const file of await all(join(path, folder), depth + 1)) files.push(file);
    return files;
  };
  /** How many files are no images, and how they end. */
  const passed = () => {
    const count = [...others.values()].reduce((sum, one) => sum + one, 0);
    const endings = [...others.keys()].filter((ending) => ending !== '').slice(0, 5);
    return count === 0
      ? ''
      : `${counted(count, 'file that is not an image', 'files that are not images')} read here (${endings.join(', ') || 'without endings'})`;
  };
  return {
    list,
    all,
    /** A link back to it is not followed. */
    enter: async (path: string) => void seen.add(await realpath(path)),
    say: (line: string) => said.push(line),
    passed,
    notes: (path: string) => [
      ...said,
      ...(deeper > 0
        ? [`${counted(deeper, 'image lies', 'images lie')} in folders within the folder of their class`]
        : []),
      ...(foreign ? [`passed over in ${basename(path)}: ${passed()}, ${foreign} first`] : []),
    ],
  };
}

function unreadable(path: string, cause: NodeJS.ErrnoException) {
  const received = cause.code === 'ENOENT' ? 'nothing at this path' : `an error when it was read (${cause.code})`;
  return expected({
    where: path,
    expected: 'a readable folder',
    received,
    todo: 'Check the path.',
    code: 'FILE_READ',
    cause,
  });
}

const refuse = (where: string, wanted: string, received: string) =>
  expected({
    where,
    expected: wanted,
    received,
    todo: `Give a folder that holds images (${imageExtensions.join(', ')}), or one folder of them per class.`,
    code: 'FILE_FORMAT',
  });
