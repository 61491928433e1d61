import { strapi, withUser } from '../harness';
import { HTML, picture } from './avatar-pictures';
import { avatarOf, cleanUpAvatars, send } from './avatar-storage';
import { setBudget } from './rate-limits-requests';

cleanUpAvatars();

beforeEach(() => setBudget('avatar', { points: 2, durationSeconds: 600 }));

afterEach(async () => {
  setBudget('avatar', 'off');
  await strapi().db.connection.raw('TRUNCATE rate_limits');
});

describe('avatars beyond the budget', () => {
  it('are refused with when to try again, and the one before stays', async () => {
    const client = await withUser();
    for (const format of ['png', 'jpeg'] as const) {
      expect((await send(client, await picture(format))).status).toBe(200);
    }
    const before = await avatarOf(client);
    const { status, headers, body } = await send(client, await picture());

    expect(status).toBe(429);
    expect(headers['retry-after']).toMatch(/^(600|59\d)$/);
    expect(body.error).toMatchObject({
      name: 'RateLimitError',
      message: expect.stringMatching(/^Too many avatars: 2 are allowed in 600 seconds\./),
      details: { retryAfterSeconds: Number(headers['retry-after']) },
    });
    expect(await avatarOf(client)).toEqual(before);
  });

  it('are counted when they are refused, too', async () => {
    const client = await withUser();
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      statuses.push((await send(client, HTML)).status);
    }

    expect(statuses).toEqual([400, 400, 429]);
  });

  it('are those of one user: others and other requests have not used it', async () => {
    const [client, other] = [await withUser(), await withUser()];
    for (let attempt = 0; attempt < 3; attempt += 1) await send(client, HTML);

    expect((await send(other, await picture())).status).toBe(200);
    expect((await client.get('/users/me')).status).toBe(200);
    expect((await client.delete('/users/me/avatar')).status).toBe(200);
  });
});
