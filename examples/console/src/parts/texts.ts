/** `AWAITING_PAYMENT` as `Awaiting payment`; nothing as a dash. */
export function sentenceCase(code: string | null | undefined): string {
  if (code == null) return '–';
  const words = code.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const count = (number: number, noun: string, nouns = `${noun}s`) =>
  `${number.toLocaleString('en')} ${number === 1 ? noun : nouns}`;

const DATE = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });

export const dateText = (date: string | null | undefined) => (date == null ? '–' : DATE.format(new Date(date)));
