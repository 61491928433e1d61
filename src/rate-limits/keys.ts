import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';

/** Everybody whose address cannot be read shares this one, rather than to be let through. */
const UNREADABLE = 'unreadable';

/** Some proxies write the port too: `203.0.113.7:4711`, `[2001:db8::1]:4711`. */
const withoutPort = (address: string): string =>
  /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;

/** The eight groups of an IPv6 address, in lower case and without leading zeros. */
const groupsOf = (ipv6: string): string[] => {
  // The URL parser knows all ways to write one address, and has one way to write it itself.
  const [head = '', tail] = new URL(`http://[${ipv6}]`).hostname.slice(1, -1).split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after];
};

const ipv4Of = (high: string, low: string): string =>
  [high, low]
    .map((group) => parseInt(group, 16))
    .flatMap((bits) => [bits >> 8, bits & 0xff])
    .join('.');

const ipv6Network = (address: string): string => {
  const groups = groupsOf(address);
  const [high = '', low = ''] = groups.slice(6);
  const isMapped = groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff';
  return isMapped ? ipv4Of(high, low) : `${groups.slice(0, 4).join(':')}::/64`;
};

/**
 * What counts as one address. An IPv6 host has a whole /64 at its disposal, so that network is one
 * address; an IPv4 address is the same whether or not it comes as an IPv6 one (`::ffff:203.0.113.7`).
 */
export const addressKey = (address: string): string => {
  const [bare = ''] = withoutPort(address.trim()).split('%');
  switch (isIP(bare)) {
    case 4:
      return bare;
    case 6:
      return ipv6Network(bare);
    default:
      return UNREADABLE;
  }
};

/**
 * The same for all spellings that PostgreSQL's `lower` takes for one, which differs from JavaScript's
 * in a few letters: a final sigma, a capital I with a dot.
 */
const inOneCase = (text: string): string =>
  text.toLowerCase().toUpperCase().replaceAll('\u0307', '');

/**
 * What counts as one account: its username or email, whatever the case. Keyed with a secret, because
 * emails can be guessed: who reads the counters learns nobody's address from them.
 *
 * @param secret the same in every process
 */
export const accountKey = (identifier: string, secret: string): string =>
  createHmac('sha256', secret)
    .update(`rate limit of ${inOneCase(identifier)}`)
    .digest('base64url');
