import { type Asset, primaryOf, successorOf } from '../../src/admin/photos/primary';

/** Which photo has the star while a person is edited, as the database would settle it. */

const photo = (id: number): Asset => ({ id, name: `${id}.jpg`, url: `/uploads/${id}.jpg` });
const [a, b, c] = [photo(1), photo(2), photo(3)] as const;

describe('the photo with the star', () => {
  it.each([
    ['is the chosen one', [a, b], b, b],
    ['is the first when none is chosen', [a, b], null, a],
    ['is the first when nothing has been said', [a, b], undefined, a],
    ['is the first when the chosen one is not among them', [a, b], c, a],
    ['is none when there are no photos', [], a, undefined],
  ])('%s', (_, photos, chosen, primary) => {
    expect(primaryOf(photos, chosen)).toBe(primary);
  });

  it('stays with a file that was edited', () => {
    const edited = { ...b, name: 'new.jpg' };
    expect(primaryOf([a, edited], b)).toBe(edited);
  });
});

describe('when the primary photo is taken out', () => {
  it.each([
    ['the next one follows', b, [a, b, c], [a, c], c],
    ['after the last one, the first follows', c, [a, b, c], [a, b], a],
    ['the next that is left follows', a, [a, b, c], [c], c],
    ['and others come, the first of them follows', a, [a], [c, b], c],
    ['nobody follows when none is left', a, [a], [], null],
  ])('%s', (_, primary, before, now, successor) => {
    expect(successorOf(primary, before, now)).toBe(successor);
  });

  it.each([
    ['another photo is taken out', a, [a, b], [a]],
    ['photos change places', b, [a, b], [b, a]],
    ['it has not been among the photos', c, [a, b], [a]],
    ['there is none', null, [a, b], [a]],
  ])('nothing is chosen when %s', (_, primary, before, now) => {
    expect(successorOf(primary, before, now)).toBeUndefined();
  });
});
