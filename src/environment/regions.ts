/** The regions in which CFW is offered (cfw-api.md, section 4). */
export const REGIONS = [
  ...['cn-north-4', 'cn-north-9', 'cn-north-11', 'cn-north-12', 'cn-east-2', 'cn-east-3', 'cn-east-4', 'cn-east-5'],
  ...['cn-south-1', 'cn-south-2', 'cn-south-4', 'cn-southwest-2', 'cn-southwest-3', 'ap-southeast-1', 'ap-southeast-2'],
  ...['ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'af-south-1', 'af-north-1', 'la-north-2', 'la-south-2'],
  ...['sa-brazil-1', 'tr-west-1', 'me-east-1', 'ru-moscow-1', 'eu-west-101', 'my-kualalumpur-1'],
] as const;

/** The domain of a region where it is not `myhuaweicloud.com`. */
const DOMAIN_OF_REGION: Readonly<Record<string, string>> = { 'eu-west-101': 'myhuaweicloud.eu' };

/** The base URL of a service (`cfw`, `iam`) in a region. */
export function regionalEndpoint(service: 'cfw' | 'iam', region: string): string {
  return `https://${service}.${region}.${DOMAIN_OF_REGION[region] ?? 'myhuaweicloud.com'}`;
}
