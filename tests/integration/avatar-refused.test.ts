import { anonymous, withApiToken, withTokenOfType, withUser, type Client } from '../harness';
import {
  FORMAT_NAMES,
  HTML,
  hugeAnimation,
  hugePicture,
  picture,
  pictureOfSize,
  SVG,
} from './avatar-pictures';
import {
  cleanUpAvatars,
  USER,
  storedFiles,
  onDisk,
  namesOf,
  send,
  avatarOf,
  withAvatar,
  expectNothingLeft,
} from './avatar-storage';

const MEGABYTE = 1024 * 1024;

cleanUpAvatars();

const ACCEPTED = /JPEG, PNG, WebP, AVIF and GIF pictures are accepted/;

describe('a picture is refused', () => {
  const expectRefusal = async (content: Buffer, message: RegExp, status = 400) => {
    const client = await withUser();
    const answer = await send(client, content);

    expect({ status: answer.status, message: answer.body.error?.message }).toEqual({
      status,
      message: expect.stringMatching(message),
    });
    expect(await avatarOf(client)).toBeNull();
    await expectNothingLeft();
    return answer.body.error as { name: string };
  };

  it.each([
    ['an HTML page', () => HTML],
    ['an SVG', () => SVG],
    ['nothing', () => Buffer.alloc(0)],
    ['a text', () => Buffer.from('a picture')],
    [
      'random bytes after the beginning of a PNG',
      () => Buffer.from('\x89PNG\r\n\x1a\n????', 'latin1'),
    ],
    ['a TIFF', () => picture('tiff')],
  ])('that is %s called me.png', async (_what, make) => {
    await expectRefusal(await make(), ACCEPTED);
  });

  it.each(FORMAT_NAMES)('of the kind %s that is not complete', async (format) => {
    const content = await picture(format);
    await expectRefusal(content.subarray(0, Math.floor(content.length * 0.7)), ACCEPTED);
  });

  it('with more than 16 megapixels', async () => {
    await expectRefusal(
      await hugePicture(4001, 4000),
      /16\.1 megapixels, .* at most 16 megapixels/,
    );
  });

  it('with more than 16 megapixels in all its frames', async () => {
    await expectRefusal(await hugeAnimation(), /20 megapixels, .* at most 16 megapixels/);
  });

  it('with more than 5 MB', async () => {
    const content = await pictureOfSize(5 * MEGABYTE + 1);
    const { name } = await expectRefusal(content, /at most 5 MB/, 413);
    expect(name).toBe('PayloadTooLargeError');
  });

  it('and the avatar before it stays', async () => {
    const client = await withAvatar();
    const before = await avatarOf(client);
    expect((await send(client, HTML)).status).toBe(400);

    expect(await avatarOf(client)).toEqual(before);
    expect((await onDisk()).sort()).toEqual(namesOf(await storedFiles()));
  });
});

describe('a body is refused', () => {
  const WAY_OUT = /multipart\/form-data, (as the one file in the field "avatar"|whole)/;

  it.each<
    [string, (client: Client, content: Buffer) => PromiseLike<{ status: number; body: unknown }>]
  >([
    ['JSON', (client) => client.put('/users/me/avatar', { avatar: 1 })],
    ['that is empty', (client) => client.putForm('/users/me/avatar')],
    [
      'that is the picture itself',
      (client, content) =>
        client.putForm('/users/me/avatar').set('Content-Type', 'image/png').send(content),
    ],
    [
      'with another field',
      (client, content) => client.putForm('/users/me/avatar').attach('files', content, 'me.png'),
    ],
    [
      'with two files',
      (client, content) =>
        client
          .putForm('/users/me/avatar')
          .attach('avatar', content, 'a.png')
          .attach('avatar', content, 'b.png'),
    ],
    [
      'with files in two fields',
      (client, content) =>
        client
          .putForm('/users/me/avatar')
          .attach('avatar', content, 'a.png')
          .attach('b', content, 'b.png'),
    ],
    [
      'with a text beside the file',
      (client, content) =>
        client.putForm('/users/me/avatar').attach('avatar', content, 'a.png').field('user', '1'),
    ],
    [
      'with a text of the same name beside the file',
      (client, content) =>
        client.putForm('/users/me/avatar').attach('avatar', content, 'a.png').field('avatar', '1'),
    ],
    [
      'with a text in place of the file',
      (client) => client.putForm('/users/me/avatar').field('avatar', '1'),
    ],
    [
      'whose form has no boundary',
      (client) =>
        client.putForm('/users/me/avatar').set('Content-Type', 'multipart/form-data').send('x'),
    ],
    [
      'whose form is broken',
      (client) =>
        client
          .putForm('/users/me/avatar')
          .set('Content-Type', 'multipart/form-data; boundary=x')
          .send('nothing like a form'),
    ],
  ])('%s', async (_what, request) => {
    const client = await withUser();
    const { status, body } = await request(client, await picture());

    expect(status).toBe(400);
    expect((body as { error: { message: string } }).error.message).toMatch(WAY_OUT);
    expect(await avatarOf(client)).toBeNull();
    await expectNothingLeft();
  });

  it('with a query', async () => {
    const client = await withUser();
    const upload = client.putForm('/users/me/avatar?populate=role');
    const { status } = await upload.attach('avatar', await picture(), 'me.png');

    expect(status).toBe(400);
    await expectNothingLeft();
  });

  it.each([
    ['a visitor', () => Promise.resolve(anonymous())],
    ['an API token with the permission', () => withApiToken([`${USER}.updateMyAvatar`])],
    ['a full-access token', () => withTokenOfType('full-access')],
  ])('of %s, with 401', async (_caller, connect) => {
    const { status } = await send(await connect(), await picture());

    expect(status).toBe(401);
    await expectNothingLeft();
  });
});
