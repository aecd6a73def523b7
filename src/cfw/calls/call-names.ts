import type { Tenant } from '../credentials/tenant.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { UpstreamRequest } from '../wire/request.ts';

/** A project of an endpoint: what writes make stale. */
export function projectOf({ projectId }: Pick<Tenant, 'projectId'>, { origin, prefix }: Endpoint): string {
  return `${origin}${prefix}\n${projectId.toLowerCase()}`;
}

/** Everything that makes two calls of one credential different; calls of different projects never meet. */
export function nameOf(tenant: Tenant, endpoint: Endpoint, request: UpstreamRequest): string {
  const { method, path, query, body = '' } = request;
  return `${tenant.projectId}\n${endpoint.origin}${endpoint.prefix}\n${tenant.language ?? ''}\n${method} ${path}?${query}\n${body}`;
}
