/**
 * What CFW, the API gateway before it, and IAM say when they refuse. Three families with three bodies:
 * CFW `{error_code, error_msg}`, the gateway the same with `request_id`, IAM `{error: {code, message, title}}`.
 * Not simulated: messages in Chinese (`X-Language`), IAM's `encoded_authorization_message`.
 */

/** A refusal on its way to the caller. */
export class Refusal extends Error {
  readonly status: number;
  readonly errorCode: string;

  constructor(status: number, errorCode: string, message: string) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.errorCode = errorCode;
  }
}

/** A refusal by CFW itself: always HTTP 400. */
export function refuseCfw(errorCode: string, message: string): Refusal {
  return new Refusal(400, errorCode, message);
}

/** 401 of the API gateway; the sub-case is only in the text. */
export function refuseIdentity(detail: string): Refusal {
  return new Refusal(401, 'APIGW.0301', `Incorrect IAM authentication information: ${detail}`);
}

/** 401 that asks for a new token. */
export function refuseOldToken(): Refusal {
  return new Refusal(401, 'APIGW.0307', 'The token must be updated.');
}

/** 403: the caller is known, and may not use this project. */
export function refuseProject(): Refusal {
  return new Refusal(403, 'APIGW.0302', 'The IAM user is not allowed to access the API.');
}

/** 404: no such method and path. */
export function refusePath(): Refusal {
  return new Refusal(404, 'APIGW.0101', 'The API does not exist or has not been published in the environment.');
}

/** 413, 414 and 494 share one code: a request, an address or a header that is too large. */
export function refuseSize(status: number, message: string): Refusal {
  return new Refusal(status, 'APIGW.0201', message);
}

/** 429; the text names the policy and its window. */
export function refuseRate(limit: number, windowSeconds: number): Refusal {
  const window = windowSeconds % 60 === 0 ? `${windowSeconds / 60} minute` : `${windowSeconds} second`;
  const policy = `policy user over ratelimit,limit:${limit},time:${window}`;
  return new Refusal(429, 'APIGW.0308', `The throttling threshold has been reached: ${policy}`);
}

/** A refusal by IAM. */
export function refuseIam(status: number, message: string): Refusal {
  return new Refusal(status, IAM_FAMILY, message);
}

/** Stands where the other families have a code. */
export const IAM_FAMILY = 'IAM';

const IAM_TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
};

/** The JSON body of a refusal. */
export function refusalBody(refusal: Refusal, requestId: string): string {
  if (refusal.errorCode === IAM_FAMILY) {
    const title = IAM_TITLES[refusal.status] ?? 'Internal Server Error';
    return JSON.stringify({ error: { code: refusal.status, message: refusal.message, title } });
  }
  const body = { error_code: refusal.errorCode, error_msg: refusal.message };
  return JSON.stringify(refusal.errorCode.startsWith('APIG') ? { ...body, request_id: requestId } : body);
}
