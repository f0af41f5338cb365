import { EventEmitter } from 'node:events';
import { PGlite } from '@electric-sql/pglite';

interface Result {
  readonly rows: never[];
  readonly rowCount: number;
}

/** What BullMQ uses of a `pg.Pool`. */
interface Pool extends EventEmitter {
  readonly options: { readonly keepAlive: boolean };
  connect(): Promise<
    EventEmitter & { query(text: string, values?: readonly unknown[]): Promise<Result>; release(): void }
  >;
  query(text: string, values?: readonly unknown[]): Promise<Result>;
  end(): Promise<void>;
}

/**
 * A `pg.Pool` in front of one PostgreSQL that runs in this process and in memory. PGlite has one session, so a transaction of one client shuts the
 * others out until it ends.
 */
export async function pglitePool(): Promise<Pool> {
  const db = await PGlite.create('memory://');
  const turns = inTurn();
  const ask = async (text: string, values: readonly unknown[] = []): Promise<Result> => {
    const answer = values.length > 0 ? await db.query(text, [...values]) : (await db.exec(text)).at(-1);
    const rows = (answer?.rows ?? []) as never[];
    return { rows, rowCount: answer?.affectedRows || rows.length };
  };

  class Client extends EventEmitter {
    #end: (() => void) | undefined;
    readonly #unlisten: (() => Promise<void>)[] = [];

    async query(text: string, values?: readonly unknown[]): Promise<Result> {
      const channel = /^\s*LISTEN\s+"?(\w+)"?\s*;?\s*$/i.exec(text)?.[1];
      if (channel !== undefined) {
        const heard = (payload: string) => this.emit('notification', { channel, payload });
        this.#unlisten.push(await db.listen(channel, heard));
        return { rows: [], rowCount: 0 };
      }
      if (this.#end) return this.#within(text, values);
      const end = await turns();
      if (/^\s*BEGIN\b/i.test(text)) {
        this.#end = end;
        return this.#within(text, values);
      }
      return ask(text, values).finally(end);
    }

    /** In a transaction of this client's own. */
    async #within(text: string, values?: readonly unknown[]): Promise<Result> {
      const last = /^\s*(COMMIT|ROLLBACK)\b/i.test(text);
      try {
        return await ask(text, values);
      } finally {
        if (last) {
          this.#end?.();
          this.#end = undefined;
        }
      }
    }

    release(): void {
      this.removeAllListeners();
      for (const unlisten of this.#unlisten.splice(0)) void unlisten().catch(() => {});
      this.#end?.();
      this.#end = undefined;
    }
  }

  return Object.assign(new EventEmitter(), {
    options: { keepAlive: true },
    connect: async () => new Client(),
    query: (text: string, values?: readonly unknown[]) => new Client().query(text, values),
    end: () => db.close(),
  });
}

/** Each call waits for its turn and gets the function that ends it. */
function inTurn(): () => Promise<() => void> {
  let last: Promise<void> = Promise.resolve();
  return () => {
    const before = last;
    let end = () => {};
    last = new Promise((resolve) => {
      end = resolve;
    });
    return before.then(() => end);
  };
}
