import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { behave, type DeleteResult, type EntryResult, effectsOf, listedIds, payloadOf, writerOf } from './writing.ts';

const USUAL = {
  newRows: 'first',
  deleteMs: 0,
  changeId: 'kept',
  changeWithoutField: 'keeps',
  duplicate: 'entry',
  privateAddresses: 'taken',
  batchFailsAddress: '',
  batchFailsEvery: 0,
  unknownInBatch: 'refused',
  mostEntries: 2000,
  addressFilter: 'beforeMask',
};

/** A blacklist that is empty, on a CFW that behaves as usual, whenever a test begins. */
export class EntryBed {
  bed!: TestBed;
  write!: ReturnType<typeof writerOf>;

  constructor() {
    beforeAll(async () => {
      this.bed = await startTestBed({ REQUEST_TIMEOUT_MS: '10000' });
      this.write = writerOf(this.bed);
    });
    afterAll(() => this.bed.close());
    afterEach(async () => {
      await behave(this.bed, USUAL);
      await this.bed.control('DELETE', 'faults');
      const ids = await listedIds(this.bed);
      if (ids.length > 0) await this.write.deleteEntries(ids);
      await effectsOf(this.bed);
      await this.bed.calls();
    });
  }

  async created(...addresses: string[]): Promise<EntryResult[]> {
    const answer = await this.write.createEntries(addresses.map((address) => ({ address })));
    return payloadOf<{ results: EntryResult[] }>(answer).results;
  }

  async removed(...ids: string[]): Promise<DeleteResult[]> {
    return payloadOf<{ results: DeleteResult[] }>(await this.write.deleteEntries(ids)).results;
  }
}

export const outcomes = (results: readonly { outcome: string }[]) => results.map(({ outcome }) => outcome);
