import { tmpdir } from 'node:os';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createClient } from '@redis/client';
import { type RedisServer, startRedis, withEachServer } from '../support/redis.ts';
import { type Load, startLoad, tasks } from './load.ts';
import { codeOf, pause, type Replicas, startReplicas } from './replicas.ts';
import { type Switch, startSwitch } from './switch.ts';

let bed: Replicas;
const ending: (() => unknown)[] = [];
const end = async () => {
  await bed.close();
  for (const each of ending.splice(0)) await each();
};

async function someAnswers(running: Load): Promise<void> {
  const enough = running.answered + 20;
  while (running.answered < enough) await pause(5);
}

type Command = (...words: string[]) => Promise<unknown>;

/** Commands by one connection that is there before anything happens. */
async function connectAdmin(url = bed.redis.url): Promise<Command> {
  const client = createClient({ url });
  client.on('error', () => undefined);
  await client.connect();
  ending.push(() => client.destroy());
  return (...words) => client.sendCommand(words);
}

/** Ends all connections but that which says so. */
async function killOthers(admin: Command): Promise<void> {
  for (const type of ['normal', 'pubsub']) await admin('CLIENT', 'KILL', 'TYPE', type, 'SKIPME', 'yes');
}

/** What happens to Redis, how it is told of, and how it ends. */
interface Trouble {
  readonly fault: string;
  /** Whether it still takes commands. */
  readonly isReached?: boolean;
  begin(admin: Command): Promise<unknown>;
  end(admin: Command): Promise<unknown>;
}

const TROUBLES: Readonly<Record<string, Trouble>> = {
  'is a replica that may only be read': {
    fault: 'READONLY',
    isReached: true,
    begin: (admin) => admin('REPLICAOF', '127.0.0.1', '1'),
    end: (admin) => admin('REPLICAOF', 'NO', 'ONE'),
  },
  'is full': {
    fault: 'OOM',
    isReached: true,
    begin: (admin) => admin('CONFIG', 'SET', 'maxmemory', '1'),
    end: (admin) => admin('CONFIG', 'SET', 'maxmemory', '0'),
  },
  'takes no more connections': {
    fault: 'ECONNRESET',
    begin: async (admin) => {
      await admin('CONFIG', 'SET', 'maxclients', '1');
      await killOthers(admin);
    },
    end: (admin) => admin('CONFIG', 'SET', 'maxclients', '100'),
  },
  'wants a password that it did not want before': {
    fault: 'ECONNRESET',
    begin: async (admin) => {
      await admin('CONFIG', 'SET', 'requirepass', 'another');
      await killOthers(admin);
    },
    end: (admin) => admin('CONFIG', 'SET', 'requirepass', ''),
  },
  'reads its data': {
    fault: 'LOADING',
    begin: async (admin) => {
      await admin('DEBUG', 'POPULATE', '500');
      await admin('CONFIG', 'SET', 'loading-process-events-interval-bytes', '1024');
      await admin('CONFIG', 'SET', 'key-load-delay', '1000');
      void admin('DEBUG', 'RELOAD').catch(() => undefined);
    },
    end: (admin) => admin('CONFIG', 'SET', 'key-load-delay', '0'),
  },
};

withEachServer((program) => {
  describe('one Redis after another trouble', () => {
    let admin: Command;

    beforeAll(async () => {
      bed = await startReplicas(program, 1, {}, { more: ['--enable-debug-command', 'yes', '--dir', tmpdir()] });
      admin = await connectAdmin();
    });
    afterAll(end);
    beforeEach(() => bed.sees(0, false));

    /** Something happens under load. @returns what the replica has said of it */
    async function under(happens: (running: Load) => Promise<void>): Promise<readonly string[]> {
      const saidBefore = bed.said(0).length;
      const running = startLoad(bed);
      await happens(running);
      expect(await running.stop()).toEqual([]);
      return bed
        .said(0)
        .slice(saidBefore)
        .map(({ level, fault }) => (fault === undefined ? level : `${level} ${fault}`));
    }

    test.each(Object.entries(TROUBLES))(
      'it %s: a replica works alone, says so once, and comes back',
      async (_, trouble) => {
        const said = await under(async (running) => {
          await trouble.begin(admin);
          await bed.sees(0, true);
          // It is tried again meanwhile, where it can be.
          if (trouble.isReached) await pause(600);
          await someAnswers(running);
          await trouble.end(admin);
          await bed.sees(0, false);
          await someAnswers(running);
        });
        expect(said).toEqual([`warn ${trouble.fault}`, 'info']);
      },
    );

    test('calls that ended meanwhile are waited for by nobody when it is back', async () => {
      const { begin, end } = TROUBLES['takes no more connections']!;
      await bed.control('PUT', 'faults', { faults: [{ latencyMs: 300, times: 1 }] });
      const asked = bed.ask(0, tasks(3));
      await pause(100);
      await begin(admin);
      expect(codeOf(await asked)).toBe('OK');
      await end(admin);
      await bed.sees(0, false);
      expect(await flights()).toEqual([]);
    });

    test('it is frozen: nobody waits for it', async () => {
      const said = await under(async (running) => {
        bed.redis.signal('SIGSTOP');
        await bed.sees(0, true);
        await someAnswers(running);
        bed.redis.signal('SIGCONT');
        await bed.sees(0, false);
      });
      expect(said).toEqual(['warn SLOW', 'info']);
    });

    test('it ends the connections again and again: they are made again, and nothing fails', async () => {
      await under(async () => {
        for (let count = 0; count < 2; count++) {
          await killOthers(admin);
          await bed.sees(0, true);
          await bed.sees(0, false);
        }
      });
    });

    test('it forgets its scripts all the time: nobody notices', async () => {
      const said = await under(async (running) => {
        for (let count = 0; count < 10; count++) {
          await admin('SCRIPT', 'FLUSH');
          await someAnswers(running);
        }
      });
      expect(said).toEqual([]);
    });
  });

  describe('behind a name', () => {
    let way: Switch;

    beforeEach(async () => {
      const urlOf = async ({ url }: RedisServer) => {
        way = await startSwitch(Number(new URL(url).port));
        ending.push(() => way.close());
        return `redis://127.0.0.1:${way.port}`;
      };
      bed = await startReplicas(program, 1, {}, { urlOf });
      await bed.sees(0, false);
    });
    afterEach(end);

    test('what is sent to it is lost on the way: the connections are given up, and new ones are made', async () => {
      const running = startLoad(bed);
      way.lose('all');
      await bed.sees(0, true);
      await bed.sees(0, false);
      expect(await running.stop()).toEqual([]);
      // Redis knows nothing of the end of the one before.
      while ((await followers(bed.redis)) < 2) await pause(20);
    });

    test('what it was asked, and its answer was lost, is waited for by nobody when it is back', async () => {
      // Redis knows the scripts by then.
      expect(codeOf(await bed.ask(0, tasks(2)))).toBe('OK');
      while ((await flights()).length > 0) await pause(5);
      way.lose('answers');
      expect(codeOf(await bed.ask(0, tasks(3)))).toBe('OK');
      expect(await flights()).toHaveLength(1);
      way.cut();
      await bed.sees(0, false);
      expect(await flights()).toEqual([]);
    });

    test('another takes its place while it can still be read: the connections follow', async () => {
      const other = await startRedis(program);
      ending.push(() => other.kill());
      const { hostname, port } = new URL(other.url);
      const running = startLoad(bed);
      way.lead(Number(port));
      await bed.redis.command('REPLICAOF', hostname, port);
      await bed.sees(0, true);
      await bed.sees(0, false);
      expect(await running.stop()).toEqual([]);
      while ((await followers(other)) < 1) await pause(20);
    });
  });
});

/** The calls under way, as far as Redis knows. */
async function flights(): Promise<readonly string[]> {
  return (await bed.redis.command('KEYS', 'cfw-graphql:flight:*')) as string[];
}

/** How many connections are told news. */
async function followers({ command }: RedisServer): Promise<number> {
  return String(await command('CLIENT', 'LIST', 'TYPE', 'pubsub')).split('addr=').length - 1;
}
