import { expect } from '@jest/globals';
import { testAtOnce } from '../support/at-once.ts';
import type { Came, Reply, SmallCfw } from './strangers/small-cfw.ts';
import { openStranger, outcomes, entry as rowOf, type Stranger } from './strangers/stranger.ts';

const MINUTE_MS = 60_000;
const ours = '192.0.2.1';
const theirs = '192.0.2.2';

/** What is not proven of a CFW. */
interface Site {
  /** How far its clock is ahead of the gateway's. */
  readonly aheadMs?: number;
  /** How it writes the date of an entry. */
  readonly write?: (date: number) => unknown;
  /** Whether it says in its answers what time it is there. */
  readonly tells?: boolean;
  /** Whether the answer to a create is lost: by default to the first. */
  readonly loses?: (nth: number) => boolean;
}

const inText = (length: number) => (date: number) =>
  `${new Date(date).toISOString().slice(0, length).replaceAll('-', '/').replace('T', ' ')}:00`.slice(0, 19);

/** A CFW whose answers to creates are lost after their effect. */
async function openSite(site: Site): Promise<Stranger> {
  const { aheadMs = 0, write = (date) => date, tells = true, loses = (nth) => nth === 0 } = site;
  let creates = 0;
  return openStranger((call, cfw, response) => {
    const date = new Date(Date.now() + aheadMs);
    if (tells) response.setHeader('date', date.toUTCString());
    else response.sendDate = false;
    if (call.method !== 'POST') return undefined;
    const reply = create(call, cfw, write(date.getTime()));
    if (!loses(creates++)) return reply;
    response.destroy();
    return null;
  });
}

/** Carries a create out: one entry, or many. */
function create({ body, path }: Came, cfw: SmallCfw, created_date: unknown): Reply {
  const isKnown = ({ address }: { address: string }) => cfw.entries.some((entry) => entry.address === address);
  const items = (path === 'black-white-lists' ? body.list_items : [body]) as { address: string }[];
  const [old, fresh] = [items.filter(isKnown), items.filter((item) => !isKnown(item))];
  for (const item of fresh) cfw.entries.push(entry(item.address, created_date));
  if (path === 'black-white-lists')
    return [200, { data: { success_list: fresh, duplicated_list: old, failed_list: [] } }];
  return old.length === 0 ? [200, { data: {} }] : [400, { error_code: 'CFW.00400011', error_msg: 'duplicate' }];
}

function entry(address: string, created_date: unknown) {
  return { ...rowOf(`id-${address}`, address), created_date };
}

async function created(stranger: Stranger, ...addresses: string[]): Promise<string[]> {
  return outcomes(await stranger.created(...addresses));
}

/** One entry is ours, one was made by somebody else five minutes ago: which is told of both, in one call and in two. */
function toldApart(site: Site) {
  return async () => {
    for (const batches of [[[ours, theirs]], [[ours], [theirs]]]) {
      const outcomes: string[] = [];
      for (const batch of batches) {
        const stranger = await openSite(site);
        const { aheadMs = 0, write = (date) => date } = site;
        stranger.cfw.entries.push(entry(theirs, write(Date.now() + aheadMs - 5 * MINUTE_MS)));
        outcomes.push(...(await created(stranger, ...batch)));
        await stranger.close();
      }
      expect(outcomes).toEqual(['CREATED', 'EXISTS']);
    }
  };
}

testAtOnce({
  'a clock like ours': toldApart({}),
  'a clock that is an hour behind ours': toldApart({ aheadMs: -60 * MINUTE_MS }),
  'a clock that is an hour ahead of ours': toldApart({ aheadMs: 60 * MINUTE_MS }),
  'dates in text': toldApart({ write: inText(19) }),
  'dates of whole seconds': toldApart({ write: (date) => Math.floor(date / 1000) }),
  'dates of whole minutes': toldApart({ write: inText(16) }),

  'where CFW does not say what time it is there, its clock may be some minutes off': async () => {
    for (const aheadMs of [-10 * MINUTE_MS, 10 * MINUTE_MS]) {
      const stranger = await openSite({ aheadMs, tells: false });
      stranger.cfw.entries.push(entry(theirs, Date.now() - 60 * MINUTE_MS));
      expect(await created(stranger, ours, theirs)).toEqual(['CREATED', 'EXISTS']);
      await stranger.close();
    }
  },
  'where every answer is lost, the list decides': async () => {
    const stranger = await openSite({ loses: () => true });
    stranger.cfw.entries.push(entry(theirs, Date.now() - 60 * MINUTE_MS));
    expect(await created(stranger, ours, theirs)).toEqual(['CREATED', 'EXISTS']);
    await stranger.close();
  },
  'a 200 that names no entry says nothing of whose it is': async () => {
    const stranger = await openStranger(({ method }) => (method === 'POST' ? [200, { data: null }] : undefined));
    stranger.cfw.entries.push(entry(theirs, Date.now() - 60 * MINUTE_MS));
    expect(await created(stranger, theirs)).toEqual(['EXISTS']);
    await stranger.close();
  },
  'without dates, the effect is there: CREATED': async () => {
    const stranger = await openSite({ write: () => undefined });
    expect(await created(stranger, ours, theirs)).toEqual(['CREATED', 'CREATED']);
    await stranger.close();
  },
  'what a write before has seen was there, whatever its date': async () => {
    for (const write of [(date: number) => date, () => undefined]) {
      const stranger = await openSite({ write, loses: (nth) => nth === 1 });
      expect(await created(stranger, theirs)).toEqual(['CREATED']);
      expect(await created(stranger, ours, theirs)).toEqual(['CREATED', 'EXISTS']);
      await stranger.close();
    }
  },
});
