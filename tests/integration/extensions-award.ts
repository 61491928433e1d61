import type { ExtendedServer } from './extended-server';

/** What the example `award` promises, on a server of a project that it was copied into. */
export const describeAward = (server: () => ExtendedServer): void =>
  describe('award', () => {
    const AWARDS = '/api/awards';
    const award = { name: 'Golden Lion', year: 1985 };
    let published: string;
    let draft: string;
    let person: string;

    beforeAll(async () => {
      const { createDraft, createPerson, publish } = server();
      published = await createDraft({ title: 'Sans toit ni loi' });
      await publish(published).expect(200);
      draft = await createDraft({ title: 'Unheard of' });
      person = await createPerson('Sandrine');
    });

    const names = async (query: object) => {
      const { body } = await server().visitor.get(AWARDS, query).expect(200);
      return (body.data as { name: string }[]).map(({ name }) => name);
    };

    describe('who may do what', () => {
      let documentId: string;
      beforeAll(async () => {
        documentId = await server().create('awards', { ...award, movie: published, person });
      });

      it('everybody reads awards, over REST and GraphQL', async () => {
        const { body } = await server()
          .visitor.get(`${AWARDS}/${documentId}?populate=*`)
          .expect(200);
        expect(body.data).toMatchObject({
          ...award,
          movie: { title: 'Sans toit ni loi' },
          person: { firstName: 'Sandrine' },
        });
        const query = `{ award(documentId: "${documentId}") { year movie { title } } }`;
        expect(await server().visitor.graphql(query)).toEqual({
          data: { award: { year: 1985, movie: { title: 'Sans toit ni loi' } } },
        });
      });

      it('visitors and users write none', async () => {
        const { visitor } = server();
        const data = { ...award, movie: published };
        expect((await visitor.post(AWARDS, { data })).status).toBe(403);
        expect((await visitor.put(`${AWARDS}/${documentId}`, { data })).status).toBe(403);
        expect((await visitor.delete(`${AWARDS}/${documentId}`)).status).toBe(403);
        const mutation = `mutation { deleteAward(documentId: "${documentId}") { documentId } }`;
        expect((await visitor.graphql(mutation)).errors?.[0]?.message).toMatch(/Forbidden/);
      });

      it('what makes no sense is refused, by name', async () => {
        const { program, visitor } = server();
        const early = await program.post(AWARDS, {
          data: { ...award, movie: published, year: 19 },
        });
        expect({ status: early.status, message: early.body.error.message }).toEqual({
          status: 400,
          message: expect.stringMatching(/year/),
        });
        expect((await program.post(AWARDS, { data: award })).status).toBe(400);
        expect((await visitor.get(AWARDS, { colour: 'gold' })).status).toBe(400);
        expect((await visitor.get(AWARDS, { 'filters[colour]': 'gold' })).status).toBe(400);
      });

      it('the Editor finds the type in the content manager, arranged, and keeps awards', async () => {
        const { editor } = server();
        const type = 'api::award.award';
        const { body: init } = await editor.get('/content-manager/init').expect(200);
        expect(init.data.contentTypes).toContainEqual(
          expect.objectContaining({ uid: type, isDisplayed: true }),
        );
        const { body: view } = await editor
          .get(`/content-manager/content-types/${type}/configuration`)
          .expect(200);
        expect(view.data.contentType.layouts.list).toEqual(['year', 'name', 'category', 'movie']);

        const list = `/content-manager/collection-types/${type}`;
        const entry = {
          ...award,
          name: 'By an editor',
          movie: { connect: [{ documentId: published }] },
        };
        const { body: created } = await editor.post(list, entry).expect(201);
        expect(await names({ 'filters[name]': 'By an editor' })).toEqual(['By an editor']);
        await editor.delete(`${list}/${created.data.documentId}`).expect(200);
      });
    });

    describe('a draft is not seen through the awards that name it', () => {
      beforeAll(() => server().create('awards', { ...award, name: 'For a draft', movie: draft }));

      it('shows no movie there, over REST and GraphQL', async () => {
        const { visitor } = server();
        const query = { 'filters[name]': 'For a draft', 'populate[movie][populate]': '*' };
        const { body } = await visitor.get(AWARDS, query).expect(200);
        expect(body.data).toMatchObject([{ name: 'For a draft', movie: null }]);
        const { data } = await visitor.graphql('{ awards { name movie { title } } }');
        expect(data.awards).toContainEqual({ name: 'For a draft', movie: null });
      });

      it.each([
        { 'filters[movie][title]': 'Unheard of' },
        { 'filters[movie][title][$startsWith]': 'Unh' },
        { 'filters[$or][0][movie][title]': 'Unheard of' },
        { 'filters[movie][director][firstName]': 'Agnes', 'filters[name]': 'For a draft' },
        { 'filters[movie][title][$not][$eq]': 'x', 'filters[name]': 'For a draft' },
        { 'filters[movie][$notNull]': true, 'filters[name]': 'For a draft' },
      ])('finds none by what the draft says: %p', async (query) => {
        expect(await names(query)).toEqual([]);
      });

      it('finds none by its documentId, over REST and GraphQL', async () => {
        expect(await names({ 'filters[movie][documentId]': draft })).toEqual([]);
        const query = `{ awards(filters: { movie: { documentId: { eq: "${draft}" } } }) { name } }`;
        expect((await server().visitor.graphql(query)).data.awards).toEqual([]);
      });

      it.each([
        [{ sort: 'movie.title' }, 400],
        [{ status: 'draft' }, 403],
        [{ 'populate[movie][status]': 'draft' }, 400],
      ])('refuses %p', async (query, status) => {
        expect((await server().visitor.get(AWARDS, query)).status).toBe(status);
      });
    });

    it('a movie or a person with awards is not deleted, and the awards are named', async () => {
      const { create, createDraft, createPerson, program, editor } = server();
      const movie = await createDraft({ title: 'Kung-fu Master' });
      const winner = await createPerson('Jane');
      const documentId = await create('awards', { ...award, movie, person: winner });
      const address = `/content-manager/collection-types/api::movie.movie/${movie}`;
      for (const answer of [
        await program.delete(`/api/movies/${movie}`),
        await program.delete(`/api/people/${winner}`),
        await editor.delete(address),
      ]) {
        expect({ status: answer.status, message: answer.body.error?.message }).toEqual({
          status: 400,
          message: expect.stringMatching(
            /it has awards, "Golden Lion" \(1985\)\. Delete them first/,
          ),
        });
      }
      await program.delete(`${AWARDS}/${documentId}`).expect(204);
      await program.delete(`/api/movies/${movie}`).expect(204);
      await program.delete(`/api/people/${winner}`).expect(204);
    });
  });
