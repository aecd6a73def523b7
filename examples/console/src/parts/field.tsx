import { type InputHTMLAttributes, useId } from 'react';
import type { GatewayError } from '../gateway/gateway-error.ts';
import { wordsOf } from '../gateway/words.ts';

interface Labelled extends InputHTMLAttributes<HTMLInputElement> {
  readonly name: string;
  readonly label: string;
  readonly error: GatewayError | null;
}

/** A text field of a form, with what the gateway has against it (`extensions.input` names the field). */
export function Field({ label, error, ...input }: Labelled) {
  const id = useId();
  const faults = error?.faults.filter(({ extensions }) => extensions?.input?.at(-1) === input.name) ?? [];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input {...input} id={id} aria-invalid={faults.length > 0} aria-describedby={`${id}-fault`} />
      <span id={`${id}-fault`} className="fault">
        {faults.map(({ message }) => message).join(' ')}
      </span>
    </div>
  );
}

/** That a form was refused, and why where it is about no field. */
export function Faults({ error }: { readonly error: GatewayError | null }) {
  if (error === null) return null;
  const { title, advice } = wordsOf(error);
  const isOfFields = error.faults.every(({ extensions }) => extensions?.input);
  return (
    <p role="alert" className="fault">
      {isOfFields ? 'Nothing was sent to Cloud Firewall: please correct what is marked.' : `${title}. ${advice}`}
    </p>
  );
}
