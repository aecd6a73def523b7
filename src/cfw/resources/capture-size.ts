const SIZE = /^[0-9]{1,16}(?:\.[0-9]{1,16})? ?[kmg]?b$/i;
const UNITS: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/**
 * Bytes of a capture size such as `500kb` or `1.5MB`, with 1 kb = 1024 bytes (design.md, "Schema"). Null when there is
 * none yet (`--`), when it is no size, or when it is above 2^53 - 1.
 */
export function captureSizeBytes(text: string): number | null {
  if (!SIZE.test(text)) return null;
  const factor = UNITS[text.charAt(text.length - 2).toLowerCase()] ?? 1;
  const bytes = Math.round(Number.parseFloat(text) * factor);
  return Number.isSafeInteger(bytes) ? bytes : null;
}
