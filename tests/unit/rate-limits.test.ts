import { readFileSync } from 'node:fs';
import path from 'node:path';
import { settingsSchema } from '../../config/environment/schema';
import { accountKey, addressKey } from '../../src/rate-limits/keys';

describe('one address is', () => {
  it.each([
    ['an IPv4 address', '203.0.113.7', '203.0.113.7'],
    ['the same with a port', '203.0.113.7:4711', '203.0.113.7'],
    ['the same as an IPv6 address', '::ffff:203.0.113.7', '203.0.113.7'],
    ['the same in hexadecimal', '::FFFF:CB00:7107', '203.0.113.7'],
    ['the same in full', '0:0:0:0:0:ffff:203.0.113.7', '203.0.113.7'],
    ['this machine, both ways', '::ffff:127.0.0.1', '127.0.0.1'],
    ['the /64 of an IPv6 address', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['the /64 of a shortened one', '2001:db8:1:2::6', '2001:db8:1:2::/64'],
    ['the /64 of one with leading zeros', '2001:0DB8:0001:0002:0::6', '2001:db8:1:2::/64'],
    ['the /64 of one with a port', '[2001:db8:1:2::6]:4711', '2001:db8:1:2::/64'],
    ['the /64 of one in brackets', '[2001:db8:1:2::6]', '2001:db8:1:2::/64'],
    ['the /64 of one with a zone', 'fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['the /64 of one that begins with zeros', '::1', '0:0:0:0::/64'],
    ['the /64 of one that ends with zeros', '2001:db8::', '2001:db8:0:0::/64'],
  ])('%s: %s', (_, address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it.each(['', 'unknown', '999.1.1.1', '1.2.3', 'x::y', '[::1', '::1]'])(
    'everything that is none: "%s"',
    (address) => {
      expect(addressKey(address)).toBe('unreadable');
    },
  );

  it('not the next /64', () => {
    expect(addressKey('2001:db8:1:3::6')).not.toBe(addressKey('2001:db8:1:2::6'));
  });
});

describe('one account', () => {
  const SECRET = 'sixteen-letters!';

  it('is its identifier in any case', () => {
    expect(accountKey('Ada@Example.COM', SECRET)).toBe(accountKey('ada@example.com', SECRET));
    expect(accountKey('ada@example.com', SECRET)).not.toBe(accountKey('bob@example.com', SECRET));
  });

  it.each([
    ['Odysseus', 'ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
    ['the same with the other sigma', 'ΟΔΥΣΣΕΥΣ', 'οδυσσευσ'],
    ['a sharp s', 'STRAẞE', 'straße'],
    ['a capital I with a dot', 'İda', 'ida'],
  ])('is one where PostgreSQL may say so: %s', (_, one, other) => {
    expect(accountKey(one, SECRET)).toBe(accountKey(other, SECRET));
  });

  it('is not told by its key, nor can it be guessed without the secret', () => {
    const key = accountKey('ada@example.com', SECRET);

    expect(key).toMatch(/^[\w-]{43}$/);
    expect(accountKey('ada@example.com', `${SECRET}!`)).not.toBe(key);
  });
});

describe('a budget', () => {
  const parse = (value: string | undefined) =>
    settingsSchema.safeParse({ RATE_LIMIT_LOGIN: value });

  it.each([
    ['10/60', { points: 10, durationSeconds: 60 }],
    ['1/1', { points: 1, durationSeconds: 1 }],
    ['999999/999999', { points: 999_999, durationSeconds: 999_999 }],
    ['off', 'off'],
    [undefined, { points: 20, durationSeconds: 60 }],
  ])('is read from "%s"', (value, budget) => {
    expect(parse(value).data?.RATE_LIMIT_LOGIN).toEqual(budget);
  });

  it.each(['10', '0/60', '10/0', '-1/60', '10/60s', '1.5/60', '10 / 60', '1000000/60', 'on'])(
    'is refused by the name of its variable: "%s"',
    (value) => {
      expect(parse(value).error?.issues).toMatchObject([
        {
          path: ['RATE_LIMIT_LOGIN'],
          message: 'must be requests/seconds like 20/60, each from 1 to 999999, or off',
        },
      ]);
    },
  );
});

describe('.env.example', () => {
  it('tells the budgets that hold by default', () => {
    const example = readFileSync(path.resolve(__dirname, '..', '..', '.env.example'), 'utf8');
    const told = [...example.matchAll(/Default: (\S+)\n(RATE_LIMIT_\w+)=/g)];
    const fromExample = Object.fromEntries(told.map(([, value, name]) => [name, value]));
    const names = Object.keys(settingsSchema.shape).filter((name) => name.startsWith('RATE_LIMIT'));

    expect(Object.keys(fromExample).sort()).toEqual(names.sort());
    expect(settingsSchema.parse(fromExample)).toEqual(settingsSchema.parse({}));
  });
});
