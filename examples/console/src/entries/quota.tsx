import { graphql, useLazyLoadQuery } from 'react-relay/hooks';
import type { quotaQuery } from '../__generated__/quotaQuery.graphql.ts';
import type { Reading } from '../parts/boundary.tsx';
import type { WhichList } from './entries.tsx';

/** How full a list is, as a bar. */
export function Quota({ list, reading }: { readonly list: WhichList; readonly reading: Reading }) {
  const { firewallId, objectId, listType } = list;
  const { firewall } = useLazyLoadQuery<quotaQuery>(
    graphql`
      query quotaQuery($firewallId: ID!, $listType: ListType!) {
        firewall(firewallId: $firewallId) {
          protectedObjects {
            objectId
            quota(listType: $listType) @catch { max used }
          }
        }
      }
    `,
    { firewallId, listType },
    reading,
  );
  const quota = firewall?.protectedObjects?.find((object) => object.objectId === objectId)?.quota;
  if (!quota?.ok || !quota.value) return <p>The quota cannot be read at present.</p>;
  const { max, used } = quota.value;
  return (
    <p>
      <meter aria-label="Quota" min={0} max={max} high={max * 0.9} optimum={0} value={used} />
      {used.toLocaleString('en')} of {max.toLocaleString('en')} entries used
    </p>
  );
}
