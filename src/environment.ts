import { z } from 'zod';

/** A region of CFW and, where it is not `.myhuaweicloud.com`, its domain (cfw-api.md, section 4). */
const DOMAIN_OF_REGION: Readonly<Record<string, string>> = { 'eu-west-101': 'myhuaweicloud.eu' };
const REGIONS = [
  ...['cn-north-4', 'cn-north-9', 'cn-north-11', 'cn-north-12', 'cn-east-2', 'cn-east-3', 'cn-east-4', 'cn-east-5'],
  ...['cn-south-1', 'cn-south-2', 'cn-south-4', 'cn-southwest-2', 'cn-southwest-3', 'ap-southeast-1', 'ap-southeast-2'],
  ...['ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'af-south-1', 'af-north-1', 'la-north-2', 'la-south-2'],
  ...['sa-brazil-1', 'tr-west-1', 'me-east-1', 'ru-moscow-1', 'eu-west-101', 'my-kualalumpur-1'],
] as const;

/** The checked configuration of the process. Every variable is optional; README has the table. */
export interface Environment {
  readonly host: string;
  readonly port: number;
  /** The base URL of CFW; undefined: the embedded simulator. */
  readonly cfwEndpoint: string | undefined;
  /** The project when a request names none; undefined: every request must name one. */
  readonly cfwProjectId: string | undefined;
  /** The IANA zone of CFW's zone-less dates. */
  readonly cfwTimeZone: string;
  readonly maxPageSize: number;
  readonly maxUpstreamCalls: number;
  readonly requestTimeoutMs: number;
  readonly upstreamTimeoutMs: number;
  readonly logLevel: string;
  /** The OpenTelemetry collector's base URL; undefined: no traces. */
  readonly otlpEndpoint: string | undefined;
  readonly allowExplain: boolean;
}

/** One variable that cannot be used. The message is one line that names it, what is wrong with it, and an example. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most);

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

function isHttpUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.search === '' && url.hash === '';
}

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }) !== null;
  } catch {
    return false;
  }
}

/** What each variable must be, in words for its error line, and an example. */
const RULES = {
  HOST: [z.string().regex(/^[\w.:-]{1,255}$/), 'a host name or address', '127.0.0.1'],
  PORT: [wholeNumber(0, 65_535), 'a port from 0 to 65535', '4000'],
  CFW_ENDPOINT: [
    z.string().refine(isHttpUrl),
    'an http or https URL without credentials or query',
    'https://cfw.ap-southeast-1.myhuaweicloud.com',
  ],
  CFW_REGION: [z.enum(REGIONS), 'a region in which CFW is offered', 'ap-southeast-1'],
  CFW_PROJECT_ID: [z.string().regex(/^[0-9a-f]{32}$/i), '32 hex digits', '09bb24e6fe80d23d2fa2c010b53b418c'],
  CFW_TIME_ZONE: [z.string().refine(isTimeZone), 'an IANA time zone', 'Asia/Shanghai'],
  MAX_PAGE_SIZE: [wholeNumber(1, 65_536), 'a number of rows from 1 to 65536', '4096'],
  MAX_UPSTREAM_CALLS: [wholeNumber(1, 10_000), 'a number of calls from 1 to 10000', '64'],
  REQUEST_TIMEOUT_MS: [wholeNumber(1, 600_000), 'milliseconds from 1 to 600000', '15000'],
  UPSTREAM_TIMEOUT_MS: [wholeNumber(1, 600_000), 'milliseconds from 1 to 600000', '5000'],
  LOG_LEVEL: [
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    'one of fatal, error, warn, info, debug, trace, silent',
    'info',
  ],
  OTEL_EXPORTER_OTLP_ENDPOINT: [
    z.string().refine(isHttpUrl),
    'an http or https URL without credentials or query',
    'http://localhost:4318',
  ],
  ALLOW_EXPLAIN: [flag, 'true or false', 'true'],
} as const satisfies Record<string, readonly [z.ZodType, string, string]>;

/**
 * Reads and checks the process environment. An empty variable counts as not set.
 *
 * @throws EnvironmentError for the first variable that cannot be used
 */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  function read<Name extends keyof typeof RULES>(name: Name): z.output<(typeof RULES)[Name][0]> | undefined {
    const text = variables[name];
    if (text === undefined || text === '') return undefined;
    const [rule, words, example] = RULES[name];
    const result = rule.safeParse(text);
    if (result.success) return result.data as z.output<(typeof RULES)[Name][0]>;
    throw new EnvironmentError(`${name} must be ${words}; "${text.slice(0, 80)}" is not. Example: ${name}=${example}`);
  }
  const endpoint = read('CFW_ENDPOINT');
  const region = read('CFW_REGION');
  return {
    host: read('HOST') ?? '127.0.0.1',
    port: read('PORT') ?? 4000,
    cfwEndpoint: endpoint ?? (region && `https://cfw.${region}.${DOMAIN_OF_REGION[region] ?? 'myhuaweicloud.com'}`),
    cfwProjectId: read('CFW_PROJECT_ID'),
    cfwTimeZone: read('CFW_TIME_ZONE') ?? 'UTC',
    maxPageSize: read('MAX_PAGE_SIZE') ?? 4096,
    maxUpstreamCalls: read('MAX_UPSTREAM_CALLS') ?? 64,
    requestTimeoutMs: read('REQUEST_TIMEOUT_MS') ?? 15_000,
    upstreamTimeoutMs: read('UPSTREAM_TIMEOUT_MS') ?? 5_000,
    logLevel: read('LOG_LEVEL') ?? 'info',
    otlpEndpoint: read('OTEL_EXPORTER_OTLP_ENDPOINT'),
    allowExplain: read('ALLOW_EXPLAIN') ?? true,
  };
}
