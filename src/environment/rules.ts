import { REGIONS } from './regions.ts';
import {
  headerSafe,
  httpUrl,
  keyValues,
  lineOfText,
  matching,
  oneOf,
  onOrOff,
  openTelemetryFlag,
  origins,
  projectId,
  proxyUrl,
  publicKey,
  type ReadValue,
  rate,
  redisUrl,
  timeZone,
  trueOrFalse,
  wholeNumber,
} from './values.ts';

/** One variable that cannot be used. The message is one line that names it, what is wrong with it, and an example. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/** What a variable must be, in words for its error line, and an example. A secret one is not repeated in that line. */
type Rule = readonly [read: ReadValue<unknown>, words: string, example: string, secret?: 'secret'];

const URL_WORDS = 'an http or https URL without credentials or query';
const MILLISECONDS = 'milliseconds from 1 to 600000';
const FLAG = 'true or false';
const VISIBLE = 'visible ASCII characters';
const PROXY = [proxyUrl, 'an http or https URL of a proxy', 'http://proxy.example.com:3128', 'secret'] as const;
const MODES = ['prefer', 'log', 'only'] as const;
const PROTOCOLS = ['http/protobuf', 'http/json'] as const;
const PROTOCOL_WORDS = `${PROTOCOLS.join(' or ')}: gRPC is not spoken here`;
const SAMPLERS = [
  ...(['always_on', 'always_off', 'traceidratio'] as const),
  ...(['parentbased_always_on', 'parentbased_always_off', 'parentbased_traceidratio'] as const),
] as const;
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const RULES = {
  NODE_ENV: [lineOfText, 'a word', 'production'],
  HOST: [matching(/^[\w.:-]{1,255}$/), 'a host name or address', '127.0.0.1'],
  PORT: [wholeNumber(0, 65_535), 'a port from 0 to 65535', '4000'],
  CFW_ENDPOINT: [httpUrl, URL_WORDS, 'https://cfw.ap-southeast-1.myhuaweicloud.com'],
  CFW_REGION: [oneOf(REGIONS), 'a region in which CFW is offered', 'ap-southeast-1'],
  CFW_PROJECT_ID: [projectId, '32 hex digits', '09bb24e6fe80d23d2fa2c010b53b418c'],
  CFW_TIME_ZONE: [timeZone, 'an IANA time zone with a slash, UTC, or an offset such as +08:00', 'Asia/Shanghai'],
  HUAWEICLOUD_SDK_AK: [headerSafe(1, 128), VISIBLE, 'AKEXAMPLE0000000001'],
  HUAWEICLOUD_SDK_SK: [headerSafe(1, 128), VISIBLE, 'a secret access key', 'secret'],
  HUAWEICLOUD_SDK_SECURITY_TOKEN: [headerSafe(1, 32_768), VISIBLE, 'a security token', 'secret'],
  CLOUD_SDK_AK: [headerSafe(1, 128), VISIBLE, 'AKEXAMPLE0000000001'],
  CLOUD_SDK_SK: [headerSafe(1, 128), VISIBLE, 'a secret access key', 'secret'],
  IAM_ENDPOINT: [httpUrl, URL_WORDS, 'https://iam.ap-southeast-1.myhuaweicloud.com'],
  IAM_DOMAIN: [lineOfText, 'the name of an account', 'my-account'],
  IAM_USERNAME: [lineOfText, 'the name of an IAM user', 'cfw-reader'],
  IAM_PASSWORD: [lineOfText, 'a line of text', 'a password', 'secret'],
  JWT_JWKS_URI: [httpUrl, URL_WORDS, 'https://login.example.com/.well-known/jwks.json'],
  JWT_PUBLIC_KEY: [publicKey, 'a public key in PEM', '"-----BEGIN PUBLIC KEY-----\\n…"', 'secret'],
  JWT_ISSUER: [lineOfText, 'the issuer (iss) of the tokens', 'https://login.example.com/'],
  JWT_AUDIENCE: [lineOfText, 'the audience (aud) of the tokens', 'cfw-graphql'],
  JWT_PROJECTS_CLAIM: [lineOfText, 'the name of a claim', 'cfw_projects'],
  JWT_WRITE_SCOPE: [headerSafe(1, 128), 'a scope that allows writes', 'cfw:write'],
  HTTPS_PROXY: [...PROXY],
  HTTP_PROXY: [...PROXY],
  ALL_PROXY: [...PROXY],
  NO_PROXY: [matching(/^\P{Cc}*$/u), 'hosts divided by commas', 'localhost,.example.com'],
  https_proxy: [...PROXY],
  http_proxy: [...PROXY],
  all_proxy: [...PROXY],
  ALLOW_ANONYMOUS: [trueOrFalse, FLAG, 'true'],
  MAX_PAGE_SIZE: [wholeNumber(1, 65_536), 'a number of rows from 1 to 65536', '4096'],
  MAX_UPSTREAM_CALLS: [wholeNumber(1, 10_000), 'a number of calls from 1 to 10000', '64'],
  MAX_CONCURRENT_REQUESTS: [wholeNumber(1, 100_000), 'a number of requests from 1 to 100000', '500'],
  REQUEST_TIMEOUT_MS: [wholeNumber(1, 600_000), MILLISECONDS, '15000'],
  UPSTREAM_TIMEOUT_MS: [wholeNumber(1, 600_000), MILLISECONDS, '5000'],
  UPSTREAM_RATE: [rate, 'calls by seconds, minutes, hours or days, one day at most', '200/5m'],
  REDIS_URL: [redisUrl, 'a redis or rediss URL', 'redis://redis:6379', 'secret'],
  LIVE_INTERVAL_MS: [wholeNumber(1, 600_000), MILLISECONDS, '5000'],
  LIVE_IDLE_INTERVAL_MS: [wholeNumber(1, 600_000), MILLISECONDS, '30000'],
  MAX_SUBSCRIPTIONS: [wholeNumber(1, 1_000_000), 'a number of subscriptions from 1 to 1000000', '10000'],
  LOG_LEVEL: [oneOf(LEVELS), `one of ${LEVELS.join(', ')}`, 'info'],
  OTEL_SDK_DISABLED: [openTelemetryFlag, FLAG, 'true'],
  OTEL_TRACES_EXPORTER: [oneOf(['otlp', 'none']), 'otlp or none: no other exporter is here', 'otlp'],
  OTEL_EXPORTER_OTLP_ENDPOINT: [httpUrl, URL_WORDS, 'http://localhost:4318'],
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: [httpUrl, URL_WORDS, 'http://localhost:4318/v1/traces'],
  OTEL_EXPORTER_OTLP_PROTOCOL: [oneOf(PROTOCOLS), PROTOCOL_WORDS, 'http/protobuf'],
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: [oneOf(PROTOCOLS), PROTOCOL_WORDS, 'http/protobuf'],
  OTEL_TRACES_SAMPLER: [oneOf(SAMPLERS), `one of ${SAMPLERS.join(', ')}`, 'parentbased_traceidratio'],
  OTEL_TRACES_SAMPLER_ARG: [matching(/^(?:0(?:\.\d+)?|1(?:\.0+)?)$/), 'a part from 0 to 1', '0.1'],
  OTEL_RESOURCE_ATTRIBUTES: [keyValues, 'percent-encoded key=value pairs divided by commas', 'team=network'],
  ALLOW_INTROSPECTION: [trueOrFalse, FLAG, 'true'],
  ALLOW_GRAPHIQL: [trueOrFalse, FLAG, 'true'],
  ALLOW_WRITES: [trueOrFalse, FLAG, 'true'],
  ALLOW_EXPLAIN: [trueOrFalse, FLAG, 'true'],
  TRUSTED_DOCUMENTS: [matching(/^\P{Cc}{1,4096}$/u), 'the path of a file', 'persisted-documents.json'],
  TRUSTED_DOCUMENTS_MODE: [oneOf(MODES), `one of ${MODES.join(', ')}`, 'only'],
  COMPRESSION: [onOrOff, 'on or off', 'off'],
  CORS_ORIGINS: [origins, 'web origins divided by commas', 'https://app.example.com,https://admin.example.com'],
  FEDERATION: [onOrOff, 'on or off', 'on'],
  ROUTER_SECRET: [headerSafe(16, 512), 'at least 16 visible ASCII characters', 'a long random text', 'secret'],
} as const satisfies Record<string, Rule>;

export type Variable = keyof typeof RULES;

/** Gives the value of one variable; undefined when it is not set. @throws EnvironmentError when it cannot be used */
export type VariableReader = <Name extends Variable>(name: Name) => ReturnType<(typeof RULES)[Name][0]>;

/** Reads variables by their rules. An empty one counts as not set. */
export function variableReader(variables: NodeJS.ProcessEnv): VariableReader {
  return <Name extends Variable>(name: Name) => {
    const text = variables[name];
    type Value = ReturnType<(typeof RULES)[Name][0]>;
    if (text === undefined || text === '') return undefined as Value;
    const [read, words, example, secret]: Rule = RULES[name];
    const value = read(text);
    if (value !== undefined) return value as Value;
    // A URL may have been given credentials by mistake.
    const shown = JSON.stringify(text.replace(/\/\/.*@/s, '//…@').slice(0, 80));
    const fault = secret === undefined ? `${shown} is not` : 'what it is set to is not';
    throw new EnvironmentError(`${name} must be ${words}; ${fault}. Example: ${name}=${example}`);
  };
}
