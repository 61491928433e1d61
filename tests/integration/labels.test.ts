import { country, createCharacter, createDraft, createMovie, createPerson } from '../factories';
import { anonymous, clearCatalogue, sql, strapi, withApiToken } from '../harness';

beforeEach(clearCatalogue);

const people = (): Promise<{ label: string }[]> => sql('SELECT label FROM people ORDER BY id');
const characters = (): Promise<{ label: string }[]> =>
  sql('SELECT label FROM characters ORDER BY id');

const pacino = () => createPerson({ firstName: 'Al', lastName: 'Pacino' });

/** Michael Corleone, played by Al Pacino, in a draft. */
const corleone = async () => {
  const movie = await createDraft({ director: (await createPerson()).documentId });
  const actor = await pacino();
  const character = await createCharacter(movie.documentId, {
    name: 'Michael Corleone',
    actor: actor.documentId,
  });
  return { movie, actor, character };
};

describe('the label of a person', () => {
  it.each([
    [
      { firstName: 'Sofia', lastName: 'Coppola', dateOfBirth: '1971-05-14' },
      'Sofia Coppola (1971)',
    ],
    [{ firstName: 'Sofia', lastName: 'Coppola' }, 'Sofia Coppola'],
    [{ firstName: 'Cher', lastName: '', dateOfBirth: '1946-05-20' }, 'Cher (1946)'],
    [{ firstName: 'Cher', lastName: '' }, 'Cher'],
  ])('is made of %j: %s', async (person, label) => {
    await createPerson(person);

    expect(await people()).toEqual([{ label }]);
  });

  it('follows the names and the date of birth', async () => {
    const { documentId } = await createPerson({ firstName: 'Sofia', lastName: 'Coppola' });
    const update = (data: object) =>
      strapi().documents('api::person.person').update({ documentId, data });

    await update({ firstName: 'Eleanor' });
    expect(await people()).toEqual([{ label: 'Eleanor Coppola' }]);
    await update({ dateOfBirth: '1936-05-04' });
    expect(await people()).toEqual([{ label: 'Eleanor Coppola (1936)' }]);
    await update({ dateOfBirth: null, lastName: null });
    expect(await people()).toEqual([{ label: 'Eleanor' }]);
  });

  it('keeps the year of a name that is too long for a label', async () => {
    await createPerson({
      firstName: 'F'.repeat(255),
      lastName: 'L'.repeat(255),
      dateOfBirth: '1971-05-14',
    });

    const [person] = await people();
    expect(person?.label).toMatch(/^F+ L+ \(1971\)$/);
    expect(person?.label.length).toBeLessThanOrEqual(500);
  });
});

describe('the label of a character', () => {
  it('names the actor', async () => {
    await corleone();

    expect(await characters()).toEqual([{ label: 'Michael Corleone (Al Pacino)' }]);
  });

  it('is cut where both names are as long as they may be', async () => {
    const actor = await createPerson({ firstName: 'F'.repeat(255), lastName: 'L'.repeat(255) });
    const { documentId } = await createDraft();
    await createCharacter(documentId, { name: 'N'.repeat(255), actor: actor.documentId });

    const [character] = await characters();
    expect(character?.label).toMatch(/^N{255} \(F+\)$/);
    expect(character?.label.length).toBeLessThanOrEqual(500);
  });

  it('follows its name, its actor, and the name of its actor', async () => {
    const { character, actor } = await corleone();
    const { documentId } = character;
    const update = (data: object) =>
      strapi().documents('api::character.character').update({ documentId, data });

    await update({ name: 'Don Corleone' });
    expect(await characters()).toEqual([{ label: 'Don Corleone (Al Pacino)' }]);
    const brando = await createPerson({ firstName: 'Marlon', lastName: 'Brando' });
    await update({ actor: brando.documentId });
    expect(await characters()).toEqual([{ label: 'Don Corleone (Marlon Brando)' }]);
    await strapi()
      .documents('api::person.person')
      .update({ documentId: brando.documentId, data: { lastName: 'Brando Jr.' } });
    expect(await characters()).toEqual([{ label: 'Don Corleone (Marlon Brando Jr.)' }]);
    await strapi()
      .documents('api::person.person')
      .update({
        documentId: actor.documentId,
        data: { characters: { connect: [documentId] } },
      });
    expect(await characters()).toEqual([{ label: 'Don Corleone (Al Pacino)' }]);
  });

  it('is its name alone when the actor is gone', async () => {
    const { character } = await corleone();
    await sql('DELETE FROM people WHERE first_name = $1', ['Al']);
    expect(await characters()).toEqual([{ label: 'Michael Corleone' }]);

    await sql('UPDATE characters SET name = $1 WHERE document_id = $2', [
      'Michael',
      character.documentId,
    ]);
    expect(await characters()).toEqual([{ label: 'Michael' }]);
  });
});

describe('labels are kept', () => {
  it('in rows that are loaded past Strapi, whatever they bring as labels', async () => {
    await sql(`INSERT INTO people (id, first_name, last_name, date_of_birth, label) VALUES
      (1, 'Al', 'Pacino', '1940-04-25', 'wrong'), (2, 'Cher', NULL, NULL, NULL)`);
    await sql(`INSERT INTO characters (id, name, label) VALUES
      (1, 'Tony Montana', 'wrong'), (2, 'Loretta', NULL), (3, 'Nobody', 'wrong')`);
    await sql('INSERT INTO characters_actor_lnk (character_id, person_id) VALUES (1, 1), (2, 2)');

    expect(await people()).toEqual([{ label: 'Al Pacino (1940)' }, { label: 'Cher' }]);
    expect(await characters()).toEqual([
      { label: 'Tony Montana (Al Pacino)' },
      { label: 'Loretta (Cher)' },
      { label: 'Nobody' },
    ]);
  });

  it('when links are moved and removed past Strapi', async () => {
    await sql(`INSERT INTO people (id, first_name) VALUES (1, 'Al'), (2, 'Cher')`);
    await sql(`INSERT INTO characters (id, name) VALUES (1, 'One'), (2, 'Two')`);
    await sql('INSERT INTO characters_actor_lnk (character_id, person_id) VALUES (1, 1)');

    await sql('UPDATE characters_actor_lnk SET person_id = 2');
    expect(await characters()).toEqual([{ label: 'One (Cher)' }, { label: 'Two' }]);
    await sql('UPDATE characters_actor_lnk SET character_id = 2');
    expect(await characters()).toEqual([{ label: 'One' }, { label: 'Two (Cher)' }]);
    await sql('DELETE FROM characters_actor_lnk');
    expect(await characters()).toEqual([{ label: 'One' }, { label: 'Two' }]);
  });

  it('when several people are renamed with one statement', async () => {
    await sql(`INSERT INTO people (id, first_name) VALUES (1, 'Al'), (2, 'Cher')`);
    await sql(`INSERT INTO characters (id, name) VALUES (1, 'One'), (2, 'Two'), (3, 'Three')`);
    await sql(`INSERT INTO characters_actor_lnk (character_id, person_id)
      VALUES (1, 1), (2, 2), (3, 2)`);

    await sql(`UPDATE people SET first_name = upper(first_name)`);
    expect(await characters()).toEqual([
      { label: 'One (AL)' },
      { label: 'Two (CHER)' },
      { label: 'Three (CHER)' },
    ]);
  });

  it('when somebody writes one', async () => {
    await corleone();

    await sql(`UPDATE people SET label = 'wrong'`);
    await sql(`UPDATE characters SET label = 'wrong'`);
    expect((await people()).map(({ label }) => label)).toContain('Al Pacino');
    expect(await characters()).toEqual([{ label: 'Michael Corleone (Al Pacino)' }]);
  });
});

describe('labels are for the admin panel alone', () => {
  let writer: Awaited<ReturnType<typeof withApiToken>>;

  beforeEach(async () => {
    writer = await withApiToken(['api::person.person.create', 'api::person.person.find']);
    await createMovie({ director: (await pacino()).documentId });
  });

  it.each(['/people', '/movies?populate[director]=true&populate[characters][populate]=actor'])(
    'and not in the answer to GET %s',
    async (path) => {
      const { status, text } = await anonymous().get(path);

      expect({ status, shown: text.includes('label') }).toEqual({ status: 200, shown: false });
      expect(text).toContain('Pacino');
    },
  );

  it.each([
    '/people?fields=label',
    '/people?sort=label',
    '/people?filters[label][$contains]=Pacino',
    '/characters?filters[label][$contains]=Pacino',
    '/characters?filters[actor][label]=x',
    '/movies?filters[director][label]=x',
    '/movies?sort=director.label',
    '/movies?populate[director][fields]=label',
    '/movies?populate[director][sort]=label',
  ])('and GET %s is refused', async (path) => {
    const { status, body } = await anonymous().get(path);

    expect({ status, error: body.error?.name }).toEqual({ status: 400, error: 'ValidationError' });
  });

  it.each([
    '{ people { label } }',
    '{ characters { actor { label } } }',
    '{ people(filters: { label: { eq: "x" } }) { firstName } }',
    'mutation { createPerson(data: { label: "x", firstName: "x" }) { firstName } }',
  ])('and GraphQL does not know it: %s', async (query) => {
    const { errors } = await anonymous().graphql(query);

    expect(errors?.[0]?.message).toMatch(/label/);
  });

  it('and cannot be written over REST', async () => {
    await writer.post('/people', {
      data: { firstName: 'Cher', country: await country('US'), label: 'wrong' },
    });

    expect(await sql(`SELECT label FROM people WHERE label = 'wrong'`)).toEqual([]);
  });
});
