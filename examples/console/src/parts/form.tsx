import { type FormEvent, type InputHTMLAttributes, useId } from 'react';
import type { GatewayError } from '../gateway/gateway-error.ts';

/** The texts of a form by the names of its fields, without spaces around them. */
export type Texts = (name: string) => string;

/** Hands the texts of a form that is sent to `send`. */
export const onSubmit = (send: (text: Texts) => void) => (event: FormEvent<HTMLFormElement>) => {
  event.preventDefault();
  const form = new FormData(event.currentTarget);
  send((name) => String(form.get(name) ?? '').trim());
};

interface Labelled extends InputHTMLAttributes<HTMLInputElement> {
  readonly name: string;
  readonly label: string;
  /** Why the form was refused. What is about the field is said at it: `extensions.input` ends with its name. */
  readonly error?: GatewayError | null;
}

export function Field({ label, error, ...input }: Labelled) {
  const id = useId();
  const faults = error?.faults.filter(({ extensions }) => extensions?.input?.at(-1) === input.name) ?? [];
  return (
    <p>
      <label htmlFor={id}>{label}</label>
      <input {...input} id={id} aria-invalid={faults.length > 0} aria-describedby={`${id}-fault`} />
      <span id={`${id}-fault`} className="fault">
        {faults.map(({ message }) => message).join(' ')}
      </span>
    </p>
  );
}

/** A choice by the names that people have for some values: the text of the field is such a name. */
export function Choice({ name, label, of }: { readonly name: string; readonly label: string; readonly of: object }) {
  const id = useId();
  return (
    <p>
      <label htmlFor={id}>{label}</label>
      <select id={id} name={name}>
        {Object.keys(of).map((text) => (
          <option key={text}>{text}</option>
        ))}
      </select>
    </p>
  );
}

/** The value behind a text of `Choice`; the first without one. */
export const chosen = <Value,>(of: Readonly<Record<string, Value>>, text: string): Value =>
  of[text] ?? (Object.values(of)[0] as Value);

export const PROTOCOLS = { Any: 'ANY', TCP: 'TCP', UDP: 'UDP', ICMP: 'ICMP', ICMPv6: 'ICMPV6' } as const;
