import type { Reading } from '../calls/object-reader.ts';
import { type FieldReader, isJsonObject, type JsonObject, NO_ROW } from '../decoding/fields.ts';
import { checkResourceId } from '../decoding/identifiers.ts';
import { canonicalQuery } from '../wire/canonical-query.ts';

/** Which task's result. */
export interface CaptureResultQuery {
  readonly firewallId: string;
  readonly taskId: string;
  readonly enterpriseProjectId?: string | undefined;
}

export interface CaptureFileRecord {
  readonly name: string | null;
  readonly url: string | null;
  readonly path: string | null;
}

/** Where the packets of a task are: a share link with an extraction code, or files (cfw-more, section 2). */
export interface CaptureResultRecord {
  readonly url: string | null;
  readonly accessCode: string | null;
  readonly expiresDate: string | null;
  readonly files: readonly CaptureFileRecord[];
}

/** GET /v1/{project_id}/capture-task/capture-result. */
export const captureResult: Reading<CaptureResultQuery, CaptureResultRecord | null> = {
  operation: 'ListCaptureResult',
  toRequest(projectId, { firewallId, taskId, enterpriseProjectId }) {
    checkResourceId('firewallId', firewallId);
    checkResourceId('taskId', taskId);
    if (enterpriseProjectId !== undefined) checkResourceId('enterpriseProjectId', enterpriseProjectId);
    const query = { fw_instance_id: firewallId, task_id: taskId, enterprise_project_id: enterpriseProjectId };
    const path = `/v1/${projectId}/capture-task/capture-result`;
    return { method: 'GET', path, query: canonicalQuery(query), body: undefined };
  },
  readValue(data, fields) {
    const files = fields.list(data.file_list, 'file_list');
    // An answer that names no place of the packets is that of a task without a result.
    if (isNothing(data.url) && (files === null || (Array.isArray(files) && files.length === 0))) return null;
    return {
      url: fields.text(data.url, 'url'),
      accessCode: fields.text(data.captcha, 'captcha'),
      // Seconds or milliseconds: no document says which.
      expiresDate: fields.date(data.expires, 'expires'),
      files: Array.isArray(files) ? files.map((file) => readFile(file, fields)) : ((files as null) ?? []),
    };
  },
};

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === '--';
}

function readFile(element: unknown, fields: FieldReader): CaptureFileRecord {
  const file: JsonObject = isJsonObject(element) ? element : NO_ROW;
  return {
    name: fields.text(file.file_name, 'file_list.file_name'),
    url: fields.text(file.url, 'file_list.url'),
    path: fields.text(file.file_path, 'file_list.file_path'),
  };
}
