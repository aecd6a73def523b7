import { type FormEvent, type InputHTMLAttributes, useId } from 'react';
import type { GatewayError } from '../gateway/gateway-error.ts';

/** Hands on what is in a form that is sent. Its fields are named as those of the input; empty ones stay away. */
export const onSubmit =
  <Input,>(send: (input: Input) => void) =>
  (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = [...event.currentTarget.elements] as HTMLInputElement[];
    const filled = fields.map(({ name, type, value }) => [name, type === 'number' ? Number(value) : value.trim()]);
    send(Object.fromEntries(filled.filter(([, value]) => value !== '')) as Input);
  };

export interface Labelled extends InputHTMLAttributes<HTMLInputElement> {
  readonly name: string;
  readonly label: string;
  /** What there is to choose from: values by their names for people. */
  readonly of?: Readonly<Record<string, string>>;
  /** Why the form was refused. What is about the field is said at it: `extensions.input` ends with its name. */
  readonly error?: GatewayError | undefined;
}

export function Field({ label, of, error, ...input }: Labelled) {
  const id = useId();
  const faults = error?.faults.filter(({ extensions }) => extensions?.input?.at(-1) === input.name) ?? [];
  return (
    <p>
      <label htmlFor={id}>{label}</label>
      {of ? (
        <select id={id} name={input.name}>
          {Object.entries(of).map(([text, value]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      ) : (
        <input {...input} id={id} aria-invalid={faults.length > 0} aria-describedby={`${id}-fault`} />
      )}
      <span id={`${id}-fault`} className="fault">
        {faults.map(({ message }) => message).join(' ')}
      </span>
    </p>
  );
}

export const PROTOCOLS = { Any: 'ANY', TCP: 'TCP', UDP: 'UDP', ICMP: 'ICMP', ICMPv6: 'ICMPV6' };
