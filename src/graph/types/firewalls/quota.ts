import { listEntries } from '../../../cfw/resources/list-entry.ts';
import { reading } from '../../../estimate/reads.ts';
import { Quotas } from '../../../loaders/quotas.ts';
import { builder } from '../../builder/builder.ts';
import { required } from '../../builder/required.ts';
import { nullOnlyByError } from '../../builder/semantic-non-null.ts';
import { countOf } from '../../relay/page.ts';
import { ListTypeEnum } from '../enums.ts';
import { ProtectedObject } from './protected-object.ts';

/** What CFW's documents say a list holds at most (cfw-more 1.4). */
const DOCUMENTED_MAX = 2000;

interface QuotaShape {
  readonly max: number;
  readonly used: number;
  readonly source: 'CFW' | 'DOCUMENTED';
}

const QuotaSource = builder.enumType('QuotaSource', {
  description: 'Where the numbers of a quota are from.',
  values: {
    CFW: { description: 'CFW tells both.' },
    DOCUMENTED: {
      description: "This site of CFW tells none: the most is that of CFW's documents, the rest the list's total.",
    },
  } as const,
});

const Quota = builder.objectRef<QuotaShape>('Quota').implement({
  description: 'How many entries a list may have, and has.',
  fields: (t) => ({
    max: t.exposeInt('max', { nullable: false, description: 'How many entries there may be.' }),
    used: t.exposeInt('used', { nullable: false, description: 'How many entries there are.' }),
    source: t.expose('source', { type: QuotaSource, nullable: false, description: 'Where the numbers are from.' }),
  }),
});

builder.objectField(ProtectedObject, 'quota', (t) =>
  t.field({
    type: Quota,
    ...nullOnlyByError,
    description: 'How full the blacklist or the whitelist is. One call of CFW, two where its site tells no quotas.',
    ...reading({ kind: 'calls', operation: 'ShowConfigQuota', most: () => 2 }),
    args: { listType: t.arg({ type: ListTypeEnum, required: true, description: 'Which list.' }) },
    resolve: async ({ objectId, firewallId, askedProject }, { listType }, context): Promise<QuotaShape> => {
      const told = typeof firewallId === 'string' ? await context.use(Quotas).of(firewallId, listType) : null;
      if (told !== null) return { ...told, source: 'CFW' };
      const query = { objectId: required(objectId), listType, firewallId, enterpriseProjectId: askedProject };
      const used = await context.list(listEntries, query).total();
      return { max: DOCUMENTED_MAX, used: countOf(used), source: 'DOCUMENTED' };
    },
  }),
);
