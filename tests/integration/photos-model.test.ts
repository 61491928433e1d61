import fc from 'fast-check';
import { createPerson } from '../factories';
import {
  type AdminClient,
  type Client,
  clearCatalogue,
  withAdmin,
  withTokenOfType,
} from '../harness';
import { createImages, expectPrimaryPhotos, type Photos, photosOf } from './person-photos';

const MANAGER = '/content-manager/collection-types/api::person.person';
const FILES = 5;
const PERSONS = 2;

let program: Client;
let admin: AdminClient;

beforeAll(async () => {
  program = await withTokenOfType('full-access');
  admin = await withAdmin('strapi-super-admin');
});

/** What a person's photos are after they have become `now`, by the rules. */
const settled = (before: Photos, now: Photos): Photos => {
  const { photos, primary } = now;
  if (primary !== null && photos.includes(primary)) return now;
  if (primary !== null && primary !== before.primary)
    return { ...now, photos: [...photos, primary] };
  const place = before.primary === null ? -1 : before.photos.indexOf(before.primary);
  const later = before.photos.slice(place + 1).filter((photo) => photos.includes(photo));
  const after = photos.filter((photo) => place >= 0 && later.includes(photo));
  const others = photos.filter((photo) => photo !== before.primary);
  return { photos, primary: after[0] ?? others[0] ?? photos[0] ?? null };
};

type Door = 'rest' | 'graphql' | 'admin';
interface Change {
  kind: 'change';
  door: Door;
  person: number;
  photos: number[] | undefined;
  primary: number | null | undefined;
}
interface Choose {
  kind: 'choose';
  person: number;
  photo: number;
}
interface Delete {
  kind: 'delete';
  door: 'single' | 'bulk' | 'api';
  files: number[];
}
type Step = Change | Choose | Delete;

const file = fc.nat(FILES - 1);
const person = fc.nat(PERSONS - 1);

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record<Change>({
      kind: fc.constant('change'),
      door: fc.constantFrom('rest', 'graphql', 'admin'),
      person,
      photos: fc.option(fc.uniqueArray(file), { nil: undefined }),
      primary: fc.option(fc.option(file, { nil: null }), { nil: undefined }),
    }),
    fc.record<Choose>({ kind: fc.constant('choose'), person, photo: file }),
    fc.record<Delete>({
      kind: fc.constant('delete'),
      door: fc.constantFrom('single', 'bulk', 'api'),
      files: fc.uniqueArray(file, { minLength: 1, maxLength: 2 }),
    }),
  ),
  { minLength: 8, maxLength: 16 },
);

const write = async (door: Door, documentId: string, data: object): Promise<number> => {
  if (door === 'rest') return (await program.put(`/people/${documentId}`, { data })).status;
  if (door === 'admin') {
    return (await admin.put(`${MANAGER}/${documentId}`, { firstName: 'Admin', ...data })).status;
  }
  const { errors } = await program.graphql(
    `mutation ($id: ID!, $data: PersonInput!) {
      updatePerson(documentId: $id, data: $data) { documentId }
    }`,
    { id: documentId, data },
  );
  const name = errors?.[0]?.extensions?.error?.name;
  return { undefined: 200, ValidationError: 400 }[String(name)] ?? 500;
};

const remove = async (door: Delete['door'], ids: number[]): Promise<number[]> => {
  if (door === 'bulk') {
    return [(await admin.post('/upload/actions/bulk-delete', { fileIds: ids })).status];
  }
  const sent = ids.map((id) =>
    door === 'api' ? program.delete(`/upload/files/${id}`) : admin.delete(`/upload/files/${id}`),
  );
  return (await Promise.all(sent)).map(({ status }) => status);
};

/** Two persons and some files; what is deleted stays away. */
class World {
  readonly people: string[] = [];
  files: number[] = [];
  readonly model: Photos[] = [];

  static async create(): Promise<World> {
    await clearCatalogue();
    const world = new World();
    world.files = await createImages(FILES);
    for (let index = 0; index < PERSONS; index += 1) {
      world.people.push((await createPerson()).documentId);
      world.model.push({ photos: [], primary: null });
    }
    return world;
  }

  /** Sends what a step says; gives the statuses of the answers. */
  async send(step: Step): Promise<number[]> {
    const id = (index: number) => this.files[index] ?? 0;
    const documentId = 'person' in step ? (this.people[step.person] ?? '') : '';
    if (step.kind === 'delete') return remove(step.door, step.files.map(id));
    if (step.kind === 'choose') {
      const body = { data: { photo: id(step.photo) } };
      return [(await program.put(`/people/${documentId}/primary-photo`, body)).status];
    }
    const { photos, primary } = step;
    const data = {
      ...(photos && { photos: photos.map(id) }),
      ...(primary !== undefined && { primaryPhoto: primary === null ? null : id(primary) }),
    };
    return [await write(step.door, documentId, data)];
  }

  /** What a step that was accepted has changed. */
  expectAfter(step: Step): void {
    const id = (index: number) => this.files[index] ?? 0;
    if (step.kind === 'delete') {
      // One after the other: each of them is a change of its own.
      const gone = step.files.map(id);
      for (const [index, before] of this.model.entries()) {
        this.model[index] = settled(before, {
          photos: before.photos.filter((photo) => !gone.includes(photo)),
          primary: gone.includes(before.primary ?? 0) ? null : before.primary,
        });
      }
      return;
    }
    const before = this.model[step.person];
    if (!before) return;
    if (step.kind === 'choose') {
      this.model[step.person] = { ...before, primary: id(step.photo) };
      return;
    }
    this.model[step.person] = settled(before, {
      photos: step.photos ? step.photos.map(id) : before.photos,
      primary:
        step.primary === undefined
          ? before.primary
          : step.primary === null
            ? null
            : id(step.primary),
    });
  }

  async check(): Promise<void> {
    for (const [index, documentId] of this.people.entries()) {
      expect(await photosOf(documentId)).toEqual(this.model[index]);
    }
    await expectPrimaryPhotos();
  }
}

it('photos follow the rules, whatever is done to them through whichever door', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const world = await World.create();
      for (const step of sequence) {
        const statuses = await world.send(step);
        for (const status of statuses) expect([200, 400, 404]).toContain(status);
        if (statuses.every((status) => status === 200)) world.expectAfter(step);
        else if (statuses.length > 1) return;
        await world.check();
      }
    }),
    { numRuns: 12 },
  );
}, 180_000);

it('whoever has photos has one primary photo, when all that is done at once', async () => {
  await fc.assert(
    fc.asyncProperty(steps, steps, async (one, other) => {
      const world = await World.create();
      const statuses = await Promise.all([...one, ...other].map((step) => world.send(step)));
      for (const status of statuses.flat()) expect([200, 400, 404]).toContain(status);
      await expectPrimaryPhotos();
    }),
    { numRuns: 10, endOnFailure: true },
  );
}, 180_000);
