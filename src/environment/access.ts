import { regionalEndpoint } from './regions.ts';
import { EnvironmentError, type Variable, type VariableReader } from './rules.ts';

/** Credentials that the gateway itself holds. */
export type HeldCredentials =
  | {
      readonly kind: 'signing key';
      readonly accessKey: string;
      readonly secretKey: string;
      readonly securityToken: string | undefined;
    }
  | {
      readonly kind: 'service user';
      /** Base URL of IAM. */
      readonly endpoint: string;
      readonly domain: string;
      readonly username: string;
      readonly password: string;
    };

/** How callers of the gateway prove who they are: a JWT whose key, issuer and audience are known. */
export interface InboundJwtOptions {
  /** Where the key set is, or the one key in PEM. */
  readonly keys: { readonly jwksUri: string } | { readonly publicKey: string };
  readonly issuer: string;
  readonly audience: string;
  /** The claim with the project ids that the caller may use; undefined: all. */
  readonly projectsClaim: string | undefined;
  /** What a JWT must say in `scope` or `scp` to write with the gateway's credentials. */
  readonly writeScope: string;
}

/** @throws EnvironmentError when a part is missing, or when both kinds are set */
export function readHeldCredentials(read: VariableReader): HeldCredentials | undefined {
  const key = readSigningKey(read);
  const user = readServiceUser(read);
  if (key !== undefined && user !== undefined) {
    throw new EnvironmentError(
      'IAM_USERNAME cannot be used beside HUAWEICLOUD_SDK_AK: set one way to CFW only. Example: IAM_USERNAME=',
    );
  }
  return key ?? user;
}

/** @throws EnvironmentError when a part is missing, or when there are two sources of keys */
export function readInboundJwt(read: VariableReader): InboundJwtOptions | undefined {
  const jwksUri = read('JWT_JWKS_URI');
  const publicKey = read('JWT_PUBLIC_KEY');
  const parts = ['JWT_ISSUER', 'JWT_AUDIENCE', 'JWT_PROJECTS_CLAIM', 'JWT_WRITE_SCOPE'] as const;
  if (jwksUri === undefined && publicKey === undefined) {
    for (const name of parts)
      if (read(name) !== undefined) missing('JWT_JWKS_URI', name, 'https://login.example.com/jwks');
    return undefined;
  }
  if (jwksUri !== undefined && publicKey !== undefined) {
    throw new EnvironmentError('JWT_PUBLIC_KEY cannot be used beside JWT_JWKS_URI. Example: JWT_PUBLIC_KEY=');
  }
  const source = jwksUri === undefined ? 'JWT_PUBLIC_KEY' : 'JWT_JWKS_URI';
  return {
    keys: jwksUri === undefined ? { publicKey: publicKey! } : { jwksUri },
    issuer: read('JWT_ISSUER') ?? missing('JWT_ISSUER', source, 'https://login.example.com/'),
    audience: read('JWT_AUDIENCE') ?? missing('JWT_AUDIENCE', source, 'cfw-graphql'),
    projectsClaim: read('JWT_PROJECTS_CLAIM'),
    writeScope: read('JWT_WRITE_SCOPE') ?? 'cfw:write',
  };
}

function readSigningKey(read: VariableReader): HeldCredentials | undefined {
  const accessKey = read('HUAWEICLOUD_SDK_AK') ?? read('CLOUD_SDK_AK');
  const secretKey = read('HUAWEICLOUD_SDK_SK') ?? read('CLOUD_SDK_SK');
  const securityToken = read('HUAWEICLOUD_SDK_SECURITY_TOKEN');
  if (accessKey === undefined && secretKey === undefined) {
    if (securityToken !== undefined) missing('HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SECURITY_TOKEN', 'an access key');
    return undefined;
  }
  return {
    kind: 'signing key',
    accessKey: accessKey ?? missing('HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK', 'an access key'),
    secretKey: secretKey ?? missing('HUAWEICLOUD_SDK_SK', 'HUAWEICLOUD_SDK_AK', 'a secret access key'),
    securityToken,
  };
}

function readServiceUser(read: VariableReader): HeldCredentials | undefined {
  const parts = ['IAM_USERNAME', 'IAM_PASSWORD', 'IAM_DOMAIN', 'IAM_ENDPOINT'] as const;
  const given = parts.find((name) => read(name) !== undefined);
  if (given === undefined) return undefined;
  const region = read('CFW_REGION');
  return {
    kind: 'service user',
    username: read('IAM_USERNAME') ?? missing('IAM_USERNAME', given, 'cfw-reader'),
    password: read('IAM_PASSWORD') ?? missing('IAM_PASSWORD', given, 'a password'),
    domain: read('IAM_DOMAIN') ?? missing('IAM_DOMAIN', given, 'my-account'),
    endpoint:
      read('IAM_ENDPOINT') ??
      (region && regionalEndpoint('iam', region)) ??
      missing('IAM_ENDPOINT', given, 'https://iam.ap-southeast-1.myhuaweicloud.com'),
  };
}

function missing(name: Variable, because: Variable, example: string): never {
  throw new EnvironmentError(`${name} is not set, and ${because} needs it. Example: ${name}=${example}`);
}
