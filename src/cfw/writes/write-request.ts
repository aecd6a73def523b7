import type { Write } from '../calls/writer.ts';
import { canonicalQuery, type QueryParameters } from '../wire/canonical-query.ts';
import type { UpstreamRequest } from '../wire/request.ts';

/** What leads a write to its firewall, beside its body. */
export interface Route {
  readonly firewallId?: string | undefined;
  readonly enterpriseProjectId?: string | undefined;
}

/** The query parameters of a route (cfw-more, "EF"). */
export function routeParameters({ firewallId, enterpriseProjectId }: Route): QueryParameters {
  return { fw_instance_id: firewallId, enterprise_project_id: enterpriseProjectId };
}

/** A write of CFW, out of its parts. @param path behind `/v1/{project_id}/`; made of checked parts only */
export function writeOf(
  operation: string,
  method: UpstreamRequest['method'],
  path: string,
  query: QueryParameters,
  body?: object,
): Write {
  const text = body && JSON.stringify(body);
  return {
    operation,
    toRequest: (projectId) => ({
      method,
      path: `/v1/${projectId}/${path}`,
      query: canonicalQuery(query),
      body: text,
    }),
  };
}
