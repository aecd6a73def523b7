import { refuseCfw } from '../refusals/errors.ts';
import { bodyObject, integerBetween } from '../refusals/parameters.ts';

export type Fields = Readonly<Record<string, unknown>>;

// One code for everything that is missing or of the wrong type: the documents have no other.
function refuseField(name: string, fault: string) {
  return refuseCfw('CFW.00200001', `parameter ${name} ${fault}`);
}

/** The JSON object of a write. */
export function fieldsOf(body: string): Fields {
  return bodyObject(body);
}

/** An object inside a body. */
export function objectField(fields: Fields, name: string): Fields {
  const value = fields[name];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuseField(name, 'is empty');
  return value as Fields;
}

/** A text that must be there and not be empty. */
export function textField(fields: Fields, name: string): string {
  const value = fields[name];
  if (value === undefined || value === null || value === '') throw refuseField(name, 'is empty');
  if (typeof value !== 'string') throw refuseField(name, 'is not a text');
  return value;
}

/** A text that may be absent or empty. */
export function optionalText(fields: Fields, name: string): string | undefined {
  const value = fields[name] ?? undefined;
  if (value !== undefined && typeof value !== 'string') throw refuseField(name, 'is not a text');
  return value;
}

/** A whole number; a JSON body has numbers, so that a text is none here. */
export function integerField(fields: Fields, name: string, least: number, most: number): number {
  const value = fields[name];
  if (typeof value === 'string' && value !== '') throw refuseField(name, 'is not an integer');
  return integerBetween(value, name, least, most);
}

/** One of the documented numbers. */
export function integerFieldAmong(fields: Fields, name: string, values: readonly number[]): number {
  const value = integerField(fields, name, -1_000_000, 1_000_000);
  if (!values.includes(value)) throw refuseField(name, `is not one of ${values.join(', ')}`);
  return value;
}

/** A list of texts that must not be empty; what stands there twice counts once. */
export function idsField(fields: Fields, name: string): readonly string[] {
  const value = fields[name];
  if (!Array.isArray(value) || value.length === 0) throw refuseField(name, 'is empty');
  if (!value.every((id) => typeof id === 'string' && id !== '')) throw refuseField(name, 'is not a list of texts');
  return [...new Set<string>(value)];
}

/** A list of objects that must not be empty. */
export function objectsField(fields: Fields, name: string): readonly Fields[] {
  const value = fields[name];
  if (!Array.isArray(value) || value.length === 0) throw refuseField(name, 'is empty');
  return value.map((item) => objectField({ [name]: item }, name));
}

const PORT = /^(\d{1,5})(?:-(\d{1,5}))?$/;

/** A port or a range of ports: `22`, `80-443`. Refuses anything else. */
export function checkPort(port: string, name: string): void {
  const [, from = '', to = from] = PORT.exec(port) ?? [];
  const isGood = Number(from) >= 1 && Number(from) <= Number(to) && Number(to) <= 65_535;
  if (!isGood) throw refuseField(name, 'is not a port');
}
