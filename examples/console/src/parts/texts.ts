/** `AWAITING_PAYMENT` as `Awaiting payment`; nothing as a dash. */
export const sentenceCase = (code: string | null | undefined) =>
  code == null ? '–' : code.charAt(0) + code.slice(1).replaceAll('_', ' ').toLowerCase();

const DATE = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });

export const dateText = (date: string | null | undefined) => (date == null ? '–' : DATE.format(new Date(date)));
