import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NewTypeError, planNewType, writeAll } from '../../src/new-type';

const PROJECT = path.resolve(__dirname, '..', '..');

/** What names are compared with. */
const COMPARED = ['database/constraints', 'schema.graphql', 'src/api', 'types/generated'];

let root: string;

const plan = (name: string, ...attributes: string[]) => planNewType(root, { name, attributes });

const add = async (name: string, plural?: string) =>
  writeAll(root, planNewType(root, { name, attributes: [], plural }));

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'reelbase-new-type-'));
  for (const entry of COMPARED) {
    await cp(path.join(PROJECT, entry), path.join(root, entry), { recursive: true });
  }
});

afterEach(() => rm(root, { recursive: true }));

describe('a type is refused whose name would keep the server from starting:', () => {
  it.each([
    ['WebhookDelivery', /its table would be webhook_deliveries, and it is there already/],
    ['RateLimit', /would be rate_limits, and it is there/],
    ['UpUser', /would be up_users, and tables with up_ in .*another plural with --plural/],
    ['AdminUser', /tables with admin_ in/],
    ['UploadFile', /tables with upload_ in/],
    ['UploadFolder', /tables with upload_ in/],
    ['String', /GraphQL has "String" already. Choose another name/],
    ['Int', /GraphQL has "Int" /],
    ['JSON', /GraphQL has "JSON" /],
    ['Long', /GraphQL has "Long" /],
    ['MovieInput', /GraphQL has "MovieInput" /],
    ['MovieFiltersInput', /GraphQL has "MovieFiltersInput" /],
    ['StringFilterInput', /GraphQL has "StringFilterInput" /],
    ['LongFilterInput', /GraphQL has "LongFilterInput" /],
    ['UsersPermissionsUser', /GraphQL has "UsersPermissionsUser" /],
    ['UsersPermissionsPermissionInput', /GraphQL has "UsersPermissionsPermissionInput" /],
    ['GenericMorph', /GraphQL has "GenericMorph" /],
    ['PublicationStatus', /GraphQL has "PublicationStatus" /],
    ['MyAvatar', /GraphQL has "deleteMyAvatar" /],
  ])('%s', (name, message) => {
    expect(() => plan(name)).toThrow(NewTypeError);
    expect(() => plan(name)).toThrow(message);
  });

  it('with a table of Strapi as its plural', () => {
    for (const plural of ['files', 'movies-genres-lnk']) {
      const order = { name: 'Award', attributes: [], plural };
      expect(() => planNewType(root, order)).toThrow(`"${plural}" cannot be the plural: its table`);
    }
  });

  it('with a query that there is', () => {
    const order = { name: 'Award', attributes: [], plural: 'my-favorites' };
    expect(() => planNewType(root, order)).toThrow('GraphQL has "myFavorites" already');
  });

  it('like that of a type in GraphQL', async () => {
    await add('Award2', 'awards2');
    const order = { name: 'Award-2', attributes: [], plural: 'other-awards' };
    expect(() => planNewType(root, order)).toThrow(/"award-2" is taken: there is a type award2/);
  });

  it('like that of a type whose GraphQL is not written yet', async () => {
    await add('Award');
    expect(() => plan('AwardInput')).toThrow('GraphQL has "AwardInput" already');
  });
});

it('types are not refused whose names only begin or end like others', () => {
  for (const name of ['Award', 'FilmAward', 'Uploader', 'Administrator', 'Movement', 'Dated']) {
    expect(plan(name)).toHaveLength(5);
  }
});

it.each([
  ['schema.graphql', 'npm run schema'],
  ['types/generated/contentTypes.d.ts', 'npm run types'],
])('a missing %s is named, with the command that writes it', async (file, command) => {
  await rm(path.join(root, file));
  expect(() => plan('Award')).toThrow(`${file} is missing. Write it with "${command}".`);
});

describe('a plural is asked for', () => {
  it.each([
    ['Awards', /"Awards" is a plural. Write Award, or give its own plural with --plural/],
    ['People', /"People" is a plural. Write Person,/],
    ['Sheep', /"Sheep" is its own plural/],
    ['Two2', /"Two2" ends with a digit.*--plural/],
  ])('for %s', (name, message) => {
    expect(() => plan(name)).toThrow(message);
  });
});

describe('an attribute is refused', () => {
  it.each([
    ['shown:enumeration:true,false', /"shown.*GraphQL takes no value "true".*a boolean/],
    ['shown:enumeration:yes,false', /no value "false"/],
    ['shown:enumeration:yes,null', /no value "null"/],
    ['shown:enumeration:yes,yes_', /it has a value twice/],
    ['and:string', /"and" combines filters in GraphQL. Choose another name/],
    ['or:string', /"or" combines filters/],
    ['not:string', /"not" combines filters/],
    ['after:relation:award!', /"after": the first award could name no other.*Leave the ! away/],
    ['after:relation:award[]!', /"after": the first award could name no other/],
  ])('%s', (attribute, message) => {
    expect(() => plan('Award', attribute)).toThrow(NewTypeError);
    expect(() => plan('Award', attribute)).toThrow(message);
  });

  it('but none that is like these', () => {
    const attributes = ['nor:string', 'shown:enumeration:True,no', 'after:relation:award'];
    expect(plan('Award', ...attributes)).toHaveLength(5);
  });
});

it('nothing stays of a type whose folder would be in the place of a file', async () => {
  await mkdir(path.join(root, 'docs'));
  await writeFile(path.join(root, 'docs', 'types'), '');
  const before = (await readdir(root, { recursive: true })).sort();

  await expect(add('Award')).rejects.toThrow(
    new NewTypeError('docs/types is a file, and has to be a folder. Move it elsewhere.'),
  );
  expect((await readdir(root, { recursive: true })).sort()).toEqual(before);
});
