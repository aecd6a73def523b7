import { CfwError, type CfwErrorCode } from './errors.ts';

/** What one code of an upstream means to the gateway. */
export interface CodeMeaning {
  readonly code: CfwErrorCode;
  /** True when cfw-api 5.2 calls it retryable. */
  readonly retryable: boolean;
}

// cfw-api 5.2. A code is three digits of a family and five of a number; editions write four (`CFW.0020016`).
const CFW_CODES: Readonly<Partial<Record<CfwErrorCode, string>>> = {
  NOT_FOUND: '00200005 00400008 00700001 00700002',
  CONFLICT: '00200004 00200007 00200009 00400004 00400011 00700003',
  FAILED_PRECONDITION: '00200016 00200032 00400002 00400012',
  QUOTA_EXCEEDED: '00200024 00200026 00400009 00400013 00700016 00900020 00900030',
  FORBIDDEN: '00200110',
  UPSTREAM_UNAVAILABLE: '00300001 00600003 00700004 00700007 00700012 00700015',
  BAD_USER_INPUT:
    '00200001 00200010 00200011 00200013 00200020 00200022 00200025 00200027 00200028 00200030 00200036 00200041 ' +
    '00400006 00400007 00400010 00500002 00500004',
};
const CFW_RETRYABLE = '00100001 00109003 00109004 00200023 00800001 00800002 00800003 00900016 01100008';

// cfw-api 5.3, where the number says more than the HTTP status. 0201 has many statuses, which then speak for it.
const GATEWAY_CODES: Readonly<Partial<Record<CfwErrorCode, string>>> = {
  NOT_FOUND: '0101',
  UNAUTHENTICATED: '0301 0303 0305 0307',
  FORBIDDEN: '0302 0304 0306 0310 0401 0402 0802',
  RATE_LIMITED: '0308',
  UPSTREAM_TIMEOUT: '0203',
  UPSTREAM_UNAVAILABLE: '0202 0601 0613',
};

const GATEWAY_CODE = /^APIGW?\.([0-9]{4})$/;
const GATEWAY_STATUSES = new Map<string, number>(
  Object.entries({
    401: '0301 0303 0305 0307',
    403: '0302 0304 0306 0310 0401 0402 0802',
    404: '0101',
    429: '0308',
    502: '0202',
    503: '0613',
    504: '0203',
  }).flatMap(([status, list]) => list.split(' ').map((digits): [string, number] => [digits, Number(status)])),
);

const MEANINGS = new Map<string, CodeMeaning>([
  ...meanings(CFW_CODES, (digits) => familyAndNumber(digits)),
  ...meanings(GATEWAY_CODES, (digits) => digits),
]);
for (const digits of CFW_RETRYABLE.split(' ')) {
  MEANINGS.set(familyAndNumber(digits), { code: 'UPSTREAM_UNAVAILABLE', retryable: true });
}

/**
 * What CFW's own code means: `CFW.` and digits, with or without leading zeros, or the digits alone, as some pages have
 * them (cfw-more 9.1). Undefined when no document says.
 */
export function meaningOfCfwCode(errorCode: string): CodeMeaning | undefined {
  const digits = /^(?:CFW\.([0-9]{1,8})|([0-9]{5,8}))$/i.exec(errorCode)?.slice(1).find(Boolean);
  if (digits === undefined) return undefined;
  const bare = String(Number(digits));
  const candidates = [digits, bare.padStart(8, '0'), bare.padStart(7, '0')];
  for (const candidate of candidates) {
    const meaning = MEANINGS.get(familyAndNumber(candidate));
    if (meaning !== undefined) return meaning;
  }
  return undefined;
}

/** True for a code of CFW itself, and not of what stands before it: `CFW.` and anything, or a known one without that. */
export function isCfwCode(errorCode: string | null | undefined): boolean {
  return errorCode != null && (/^CFW\./i.test(errorCode) || meaningOfCfwCode(errorCode) !== undefined);
}

/** Whether CFW itself says that there is no such thing. An API gateway that knows no such path says NOT_FOUND, too. */
export function isUnknownToCfw(error: unknown): boolean {
  return error instanceof CfwError && error.code === 'NOT_FOUND' && isCfwCode(error.upstream?.errorCode);
}

/** Whether CFW itself refused, and not what stands before it. */
export function isRefusedByCfw(error: unknown): boolean {
  return error instanceof CfwError && isCfwCode(error.upstream?.errorCode);
}

/** What a code of Huawei Cloud's API gateway (`APIGW.0301`, or `APIG.` with the same numbers) means. */
export function meaningOfGatewayCode(errorCode: string): CodeMeaning | undefined {
  const digits = GATEWAY_CODE.exec(errorCode)?.[1];
  return digits === undefined ? undefined : MEANINGS.get(digits);
}

/**
 * The HTTP status that an error with this code comes with (cfw-api 5.2 and 5.3), for one that came with 200. A number from
 * 400 to 599 is taken for a status. Null when no document names the code.
 */
export function statusOfCode(errorCode: string): number | null {
  if (isCfwCode(errorCode)) return 400;
  if (/^[45][0-9]{2}$/.test(errorCode)) return Number(errorCode);
  const digits = GATEWAY_CODE.exec(errorCode)?.[1];
  return digits === undefined ? null : (GATEWAY_STATUSES.get(digits) ?? 500);
}

/** The meaning of a bare HTTP status of 400 or more (cfw-api 5.1; issue "Errors"). */
export function meaningOfStatus(status: number): CfwErrorCode {
  if (status >= 500) return status === 504 ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE';
  return STATUSES.get(status) ?? 'BAD_USER_INPUT';
}

const STATUSES = new Map<number, CfwErrorCode>([
  [401, 'UNAUTHENTICATED'],
  [403, 'FORBIDDEN'],
  [404, 'NOT_FOUND'],
  [408, 'UPSTREAM_TIMEOUT'],
  [409, 'CONFLICT'],
  [412, 'FAILED_PRECONDITION'],
  [429, 'RATE_LIMITED'],
]);

function familyAndNumber(digits: string): string {
  return `${Number(digits.slice(0, 3))}:${Number(digits.slice(3))}`;
}

function meanings(codes: Readonly<Partial<Record<CfwErrorCode, string>>>, keyOf: (digits: string) => string) {
  return Object.entries(codes).flatMap(([code, list]) =>
    list
      .split(' ')
      .map((digits): [string, CodeMeaning] => [keyOf(digits), { code: code as CfwErrorCode, retryable: false }]),
  );
}
