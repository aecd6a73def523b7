import { graphql, useLazyLoadQuery } from 'react-relay/hooks';
import type { quotaQuery } from '../__generated__/quotaQuery.graphql.ts';
import type { List } from './entries.tsx';

/** How full the list is, as a bar. */
export function Quota({ firewallId, objectId, listType, turn }: List & { readonly turn: string }) {
  const { firewall } = useLazyLoadQuery<quotaQuery>(
    graphql`
      query quotaQuery($firewallId: ID!, $listType: ListType!) {
        firewall(firewallId: $firewallId) {
          protectedObjects {
            objectId
            quota(listType: $listType) @catch {
              max
              used
              source
            }
          }
        }
      }
    `,
    { firewallId, listType },
    { fetchKey: turn, fetchPolicy: 'network-only' },
  );
  const quota = firewall?.protectedObjects?.find((object) => object.objectId === objectId)?.quota;
  if (quota == null) return null;
  if (!quota.ok || quota.value == null) return <p className="faint">The quota cannot be read at present.</p>;
  const { max, used, source } = quota.value;
  return (
    <div className="quota">
      <meter aria-label="Quota" min={0} max={max} high={max * 0.9} optimum={0} value={used} />
      <span>
        {used.toLocaleString('en')} of {max.toLocaleString('en')} entries used
        {source === 'DOCUMENTED' && ', by the documents of Cloud Firewall'}
      </span>
    </div>
  );
}
