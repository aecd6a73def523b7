import type { CaptureFileRecord, CaptureResultRecord } from '../../../cfw/resources/capture-result.ts';
import { reading } from '../../../estimate/reads.ts';
import { CaptureResults } from '../../../loaders/capture-results.ts';
import { builder } from '../../builder/builder.ts';
import { CaptureTask } from './capture-task.ts';

const CaptureFile = builder.objectRef<CaptureFileRecord>('CaptureFile').implement({
  description: 'A file of captured packets.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the file.' }),
    url: t.exposeString('url', { description: 'Where it can be fetched. Whoever has the address has the packets.' }),
    path: t.exposeString('path', { description: 'Where it lies in its bucket.' }),
  }),
});

const CaptureResult = builder.objectRef<CaptureResultRecord>('CaptureResult').implement({
  description:
    'Where the packets of a task can be fetched: by a share link with an access code, or as files. Keep both secret.',
  fields: (t) => ({
    url: t.exposeString('url', { description: 'The share link; null where there are files.' }),
    accessCode: t.exposeString('accessCode', { description: 'What the share link asks for (CFW: `captcha`).' }),
    expiresDate: t.expose('expiresDate', { type: 'DateTime', description: 'Until when the share link is good.' }),
    files: t.expose('files', {
      type: [CaptureFile],
      nullable: false,
      description: 'The files; none where there is a share link.',
    }),
  }),
});

builder.objectField(CaptureTask, 'result', (t) =>
  t.field({
    type: CaptureResult,
    description:
      'Where the packets are; null before there are any. Only a task that has succeeded or was stopped has a result: for those it is one call of CFW a task.',
    ...reading({ kind: 'calls', operation: 'ListCaptureResult', most: () => 1 }),
    resolve: (task, _args, context) => context.use(CaptureResults).of(task),
  }),
);
