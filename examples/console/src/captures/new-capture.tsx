import { useState } from 'react';
import { graphql } from 'react-relay/hooks';
import type { CreateCaptureTaskInput, newCaptureMutation } from '../__generated__/newCaptureMutation.graphql.ts';
import { useWrite } from '../gateway/write.ts';
import { Field, onSubmit, PROTOCOLS } from '../parts/form.tsx';
import type { Shown } from '../parts/list.tsx';

export function NewCapture({ place: { firewallId }, reload }: Shown) {
  // The same form sent again, after a broken connection say, starts no second capture.
  const [idempotencyKey, setKey] = useState<string>(() => crypto.randomUUID());
  const renewKey = () => setKey(crypto.randomUUID());
  const { send, isSending, error } = useWrite<newCaptureMutation>(graphql`
    mutation newCaptureMutation($input: CreateCaptureTaskInput!) {
      write: createCaptureTask(input: $input) { outcome }
    }
  `);
  const start = onSubmit<CreateCaptureTaskInput>((input) =>
    send(`start ${input.name}`, { ...input, firewallId, idempotencyKey }, () => {
      renewKey();
      reload();
    }),
  );
  return (
    <details>
      <summary>New capture</summary>
      <form className="row" onSubmit={start} onChange={renewKey}>
        <Field error={error} name="name" label="Name" required maxLength={255} />
        <Field name="protocol" label="Protocol" of={PROTOCOLS} />
        <Field error={error} name="sourceAddress" label="From address" required />
        <Field error={error} name="sourcePort" label="From port" />
        <Field error={error} name="destAddress" label="To address" required />
        <Field error={error} name="destPort" label="To port" />
        <Field error={error} name="duration" label="Minutes" type="number" defaultValue={10} required />
        <Field error={error} name="maxPackets" label="Packets at most" type="number" defaultValue={10_000} required />
        <button type="submit" disabled={isSending}>
          {isSending ? 'Starting …' : 'Start'}
        </button>
      </form>
    </details>
  );
}
