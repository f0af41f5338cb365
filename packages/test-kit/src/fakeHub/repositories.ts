import { createHash } from 'node:crypto';

/** A file of a commit; a large one is named by its SHA-256 too. */
export interface HubFile {
  readonly content: Buffer;
  /** What git calls it. */
  readonly oid: string;
  readonly lfs?: { readonly oid: string };
}

export interface HubCommit {
  readonly id: string;
  readonly files: Map<string, HubFile>;
}

/** A line of a commit, as clients send it. */
export interface CommitLine {
  readonly key: string;
  readonly value: { readonly path: string; readonly content?: string; readonly oid?: string };
}

export type HubRepository = ReturnType<typeof repository>;

/** Repositories as a hub keeps them: commits of files, large ones by their SHA-256. */
export function storedRepositories() {
  const all = new Map<string, HubRepository>();
  return {
    /** Large files by their SHA-256. */
    objects: new Map<string, Buffer>(),
    /** @returns whether it is new */
    create(type: string, id: string, hidden: boolean): boolean {
      if (all.has(`${type} ${id}`)) return false;
      all.set(`${type} ${id}`, repository(hidden));
      return true;
    },
    /** A private one is there for who may read it. */
    find(type: string, id: string, known: boolean): HubRepository | undefined {
      const found = all.get(`${type} ${id}`);
      return found && (known || !found.hidden) ? found : undefined;
    },
  };
}

function repository(hidden: boolean) {
  const commits: HubCommit[] = [{ id: idOf('first', 0), files: new Map() }];
  return {
    hidden,
    /** @param revision `main` or a commit */
    commitOf: (revision: string): HubCommit | undefined =>
      revision === 'main' ? commits.at(-1) : commits.find(({ id }) => id === revision),
    /** @returns its id */
    commit(lines: readonly CommitLine[], objects: ReadonlyMap<string, Buffer>): string {
      const files = new Map(commits.at(-1)?.files);
      for (const { key, value } of lines) {
        if (key === 'file') files.set(value.path, small(Buffer.from(value.content ?? '', 'base64')));
        if (key === 'lfsFile') files.set(value.path, large(value.oid ?? '', objects));
        if (key === 'deletedFile') files.delete(value.path);
        if (key === 'deletedFolder')
          for (const path of files.keys()) if (path.startsWith(`${value.path}/`)) files.delete(path);
      }
      const id = idOf([...files].map(([path, { oid }]) => path + oid).join(), commits.length);
      commits.push({ id, files });
      return id;
    },
  };
}

const idOf = (text: string, number: number) => createHash('sha1').update(`${number} ${text}`).digest('hex');

const small = (content: Buffer): HubFile => ({
  content,
  oid: createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex'),
});

function large(oid: string, objects: ReadonlyMap<string, Buffer>): HubFile {
  const content = objects.get(oid);
  if (!content) throw new Error(`the large file ${oid} was never sent`);
  return { content, oid: idOf(oid, 0), lfs: { oid } };
}
