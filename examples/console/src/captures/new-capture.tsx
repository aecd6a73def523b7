import { useRef } from 'react';
import { graphql } from 'react-relay/hooks';
import type { newCaptureMutation } from '../__generated__/newCaptureMutation.graphql.ts';
import { useWrite } from '../gateway/write.ts';
import { Choice, chosen, Field, onSubmit, PROTOCOLS } from '../parts/form.tsx';

export function NewCapture({ firewallId, started }: { readonly firewallId: string; readonly started: () => void }) {
  // The same form sent again, after a broken connection say, starts no second capture.
  const sent = useRef({ text: '', idempotencyKey: '' });
  const { send, isSending, error } = useWrite<newCaptureMutation>(graphql`
    mutation newCaptureMutation($input: CreateCaptureTaskInput!) {
      write: createCaptureTask(input: $input) { outcome }
    }
  `);
  const start = onSubmit((text) => {
    const input = {
      firewallId,
      name: text('name'),
      protocol: chosen(PROTOCOLS, text('protocol')),
      sourceAddress: text('sourceAddress'),
      sourcePort: text('sourcePort') || null,
      destAddress: text('destAddress'),
      destPort: text('destPort') || null,
      duration: Number(text('duration')),
      maxPackets: Number(text('maxPackets')),
    };
    const asText = JSON.stringify(input);
    if (sent.current.text !== asText) sent.current = { text: asText, idempotencyKey: crypto.randomUUID() };
    send(`start ${input.name}`, { ...input, idempotencyKey: sent.current.idempotencyKey }, () => {
      sent.current.text = '';
      started();
    });
  });
  return (
    <details>
      <summary>New capture</summary>
      <form className="row" onSubmit={start}>
        <Field error={error} name="name" label="Name" required maxLength={255} />
        <Choice name="protocol" label="Protocol" of={PROTOCOLS} />
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
