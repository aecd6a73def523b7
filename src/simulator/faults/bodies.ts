import { LISTS } from '../lists/table.ts';
import type { BodyFault } from './fault.ts';

const HTML =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n';
const POLLUTION = '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}';

/** What a spoilt row keeps, so that it is still known which row it was. */
const ID_FIELDS = new Set(['fw_instance_id', ...LISTS.map(({ idField }) => idField)]);

/** The bodies that are made whole; the streamed ones are in `deliver.ts`. */
export function spoiled(kind: Exclude<BodyFault, 'huge' | 'gzipBomb'>, body: string): string {
  switch (kind) {
    case 'truncated':
      return body.slice(0, body.length >> 1);
    case 'html':
      return HTML;
    case 'empty':
      return '';
    case 'noData':
      return '{}';
    case 'wrongTypes':
      return wrongTypes(body);
    case 'bigTotal':
      // By text: a JavaScript number cannot hold 2^53 + 1.
      return body.replace(/"total":\d+/, '"total":9007199254740993');
    case 'duplicateKeys':
      return body.replace('"data":{', '"data":{"total":0,"records":[],');
    case 'proto':
      return body
        .replace(/^\{/, `{${POLLUTION},`)
        .replace('"data":{', `"data":{${POLLUTION},`)
        .replace(/("records":\[|\},)\{/g, `$1{${POLLUTION},`);
  }
}

/** Text becomes an object and a number an array: nothing that a lenient reader could still take for the right type. */
function wrongTypes(body: string): string {
  const page = JSON.parse(body) as { data?: { records?: Record<string, unknown>[] } };
  for (const record of page.data?.records ?? []) {
    for (const [field, value] of Object.entries(record)) {
      if (ID_FIELDS.has(field)) continue;
      if (typeof value === 'string') record[field] = { text: value };
      else if (value !== null) record[field] = [value];
    }
  }
  return JSON.stringify(page);
}
