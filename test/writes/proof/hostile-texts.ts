/** What CFW takes, and what it would refuse or quietly change (cfw-api 1 and 5.2; cfw-more, sections 2 and 3). */

/** No two of them are one address. */
export const GOOD_ADDRESSES = ['203.0.113.7', '198.51.100.0/24', '2001:db8::1', '2001:DB8:1::/48', '192.0.2.1/32'];

const ODD = ['', ' ', '--', '__proto__', 'constructor', 'null', '\u0000', '\ud800', '\u2028', '😀', '‮', "' OR 1=1 --"];
export const BAD_ADDRESSES = [
  ...ODD,
  ...['203.0.113.7 ', ' 203.0.113.7', '256.1.1.1', '01.2.3.4', '1.2.3', '0x7f.1', '2130706433', '１.2.3.4'],
  ...['10.0.0.1/8', '2001:db8::1/32', '1.2.3.4/33', '1.2.3.4/-1', '1.2.3.4/08', '1.2.3.4/', '1.2.3.4/24/24', '::1/129'],
  ...['1.2.3.4-1.2.3.9', '1.2.3.4,1.2.3.5', 'any', 'example.com', '*.example.com', '::ffff:1.2.3.4', 'fe80::1%eth0'],
  ...['1.2.3.4\n', '1.2.3.4\u0000', '[::1]', '::g', '1.2.3.4:80', 'x'.repeat(5_000)],
];
/** All addresses: no entry of a list, though a capture may have them. */
export const ALL_ADDRESSES = ['0.0.0.0/0', '::/0', '0.0.0.0', '::'];

export const GOOD_PORTS = ['1', '80', '65535', '80-443', '1-65535'];
export const BAD_PORTS = [
  ...ODD,
  ...['0', '65536', '-1', '80-', '-80', '443-80', '80,443', '080', ' 80', '80 ', '８０', '1e3', '0x50', '80-443-500'],
  ...['99999999999999999999', '1-65536', '0-80', '80\n'],
];

export const GOOD_TEXTS = [
  'a',
  'slow logins',
  'Überwachung 😀',
  '捕获',
  'constructor',
  '__proto__',
  'x'.repeat(255),
  '<b>&"',
];
export const BAD_TEXTS = ['--', ' a', 'a ', 'a\nb', 'a\tb', '\u0000', '\ud800', 'a\u2028b', '\u007f', 'x'.repeat(256)];
