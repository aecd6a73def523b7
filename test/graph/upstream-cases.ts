/** Everything of an upstream that must not get out is made of this. */
export const CANARY = 'CanaryOfTheUpstream';

/** What CFW does, and what the caller gets. */
export interface Case {
  readonly fault: Readonly<Record<string, unknown>>;
  readonly code: string;
  readonly status: number | null;
  readonly errorCode?: string;
  /** Of CFW's own text, which may be told. */
  readonly says?: string;
}

const echo = `verify aksk signature fail, canonical request: GET /v1/p/ host:${CANARY} x-auth-token:${CANARY}`;
const html = `<html><title>502 Bad Gateway</title>${CANARY}</html>`;
const cfw = (errorCode: string, errorMsg: string) => ({ status: 400, errorCode, errorMsg });

/** Bad answers of each family (cfw-api, section 5). */
export const cases: Readonly<Record<string, Case>> = {
  '400 CFW.00200005': {
    fault: cfw('CFW.00200005', 'object not exist'),
    code: 'NOT_FOUND',
    status: 400,
    errorCode: 'CFW.00200005',
    says: 'object not exist',
  },
  '400 CFW.0020016, seven digits': {
    fault: cfw('CFW.0020016', 'instance status error'),
    code: 'FAILED_PRECONDITION',
    status: 400,
    errorCode: 'CFW.0020016',
    says: 'instance status error',
  },
  '400 CFW.00400011': { fault: cfw('CFW.00400011', 'twice'), code: 'CONFLICT', status: 400, errorCode: 'CFW.00400011' },
  '400 CFW.00400013': {
    fault: cfw('CFW.00400013', 'full'),
    code: 'QUOTA_EXCEEDED',
    status: 400,
    errorCode: 'CFW.00400013',
  },
  '400 CFW.00200001': {
    fault: cfw('CFW.00200001', 'empty'),
    code: 'BAD_USER_INPUT',
    status: 400,
    errorCode: 'CFW.00200001',
  },
  '401 APIGW.0301 that echoes a request': {
    fault: { status: 401, errorCode: 'APIGW.0301', errorMsg: echo },
    code: 'UNAUTHENTICATED',
    status: 401,
    errorCode: 'APIGW.0301',
  },
  '401 APIGW.0307': {
    fault: { status: 401, errorCode: 'APIGW.0307', errorMsg: CANARY },
    code: 'UNAUTHENTICATED',
    status: 401,
    errorCode: 'APIGW.0307',
  },
  '403 APIGW.0302': {
    fault: { status: 403, errorCode: 'APIGW.0302', errorMsg: CANARY },
    code: 'FORBIDDEN',
    status: 403,
    errorCode: 'APIGW.0302',
  },
  '404 APIGW.0101': {
    fault: { status: 404, errorCode: 'APIGW.0101', errorMsg: CANARY },
    code: 'NOT_FOUND',
    status: 404,
    errorCode: 'APIGW.0101',
  },
  '429 APIGW.0308': {
    fault: { status: 429, errorCode: 'APIGW.0308', errorMsg: `${CANARY},limit:200,time:5 minute` },
    code: 'RATE_LIMITED',
    status: 429,
    errorCode: 'APIGW.0308',
  },
  '500 APIG.0601, another prefix': {
    fault: { status: 500, errorCode: 'APIG.0601', errorMsg: CANARY },
    code: 'UPSTREAM_UNAVAILABLE',
    status: 500,
    errorCode: 'APIG.0601',
  },
  '500 without a body': { fault: { status: 500, body: 'empty' }, code: 'UPSTREAM_UNAVAILABLE', status: 500 },
  '502 HTML': { fault: { status: 502, rawBody: html }, code: 'UPSTREAM_UNAVAILABLE', status: 502 },
  '504 HTML': { fault: { status: 504, rawBody: html }, code: 'UPSTREAM_TIMEOUT', status: 504 },
  '200 HTML': { fault: { status: 200, rawBody: html }, code: 'UPSTREAM_INVALID_RESPONSE', status: 200 },
  'half a JSON': { fault: { body: 'truncated' }, code: 'UPSTREAM_INVALID_RESPONSE', status: 200 },
  'an empty 200': { fault: { body: 'empty' }, code: 'UPSTREAM_INVALID_RESPONSE', status: 200 },
  'data missing': { fault: { body: 'noData' }, code: 'UPSTREAM_INVALID_RESPONSE', status: 200 },
  'a total past 2^53': { fault: { body: 'bigTotal' }, code: 'UPSTREAM_INVALID_RESPONSE', status: 200 },
  'a redirect': { fault: { redirect: `http://${CANARY}.example/` }, code: 'UPSTREAM_INVALID_RESPONSE', status: 302 },
  'a reset': { fault: { reset: true }, code: 'UPSTREAM_UNAVAILABLE', status: null },
  'a reset in the middle': { fault: { resetAfterBytes: 20 }, code: 'UPSTREAM_UNAVAILABLE', status: null },
  'a hang': { fault: { hang: true }, code: 'UPSTREAM_TIMEOUT', status: null },
};
