import { type FormEvent, useRef, useState } from 'react';
import { graphql, useMutation } from 'react-relay/hooks';
import type { CreateCaptureTaskInput, newCaptureMutation } from '../__generated__/newCaptureMutation.graphql.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Faults, Field } from '../parts/field.tsx';
import { sayOutcome, useSay } from '../parts/sayings.tsx';

interface Form {
  readonly firewallId: string;
  readonly close: () => void;
  readonly started: () => void;
}

const PROTOCOLS = ['ANY', 'TCP', 'UDP', 'ICMP', 'ICMPV6'] as const;

/** The form of a new capture. What the gateway refuses is said at the field that it is about. */
export function NewCapture({ firewallId, close, started }: Form) {
  const say = useSay();
  const [error, setError] = useState<GatewayError | null>(null);
  const sent = useRef({ input: '', key: '' });
  const [create, isSending] = useMutation<newCaptureMutation>(graphql`
    mutation newCaptureMutation($input: CreateCaptureTaskInput!) {
      createCaptureTask(input: $input) {
        outcome
      }
    }
  `);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const input: CreateCaptureTaskInput = {
      firewallId,
      name: text('name'),
      protocol: PROTOCOLS.find((one) => one === text('protocol')) ?? 'ANY',
      sourceAddress: text('sourceAddress'),
      sourcePort: text('sourcePort') || null,
      destAddress: text('destAddress'),
      destPort: text('destPort') || null,
      duration: Number(text('duration')),
      maxPackets: Number(text('maxPackets')),
    };
    // The same form sent again, after a broken connection say, starts no second capture.
    const asText = JSON.stringify(input);
    if (sent.current.input !== asText) sent.current = { input: asText, key: crypto.randomUUID() };
    create({
      variables: { input: { ...input, idempotencyKey: sent.current.key } },
      onCompleted: ({ createCaptureTask }) => {
        close();
        sayOutcome(say, createCaptureTask?.outcome, `start ${input.name}`);
        started();
      },
      onError: (thrown) => setError(GatewayError.of(thrown)),
    });
  };
  return (
    <Dialog title="New capture" close={close}>
      <form className="fields" onSubmit={send}>
        <Faults error={error} />
        <Field error={error} name="name" label="Name" required maxLength={255} />
        <label>
          Protocol
          <select name="protocol">
            {PROTOCOLS.map((protocol) => (
              <option key={protocol}>{protocol}</option>
            ))}
          </select>
        </label>
        <Field error={error} name="sourceAddress" label="From address" required />
        <Field error={error} name="sourcePort" label="From port" />
        <Field error={error} name="destAddress" label="To address" required />
        <Field error={error} name="destPort" label="To port" />
        <Field error={error} name="duration" label="Minutes" type="number" min={1} defaultValue={10} required />
        <Field
          error={error}
          name="maxPackets"
          label="Packets at most"
          type="number"
          min={1}
          defaultValue={10000}
          required
        />
        <p className="row">
          <button type="submit" className="main" disabled={isSending}>
            {isSending ? 'Starting …' : 'Start'}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
