import { takeTurns } from '../../src/database/turns';

const A_WHILE_MS = 60_000;

it('lets so many go at once, and the others in their order', async () => {
  const turns = takeTurns(1, 10);
  const begun: string[] = [];
  const end = await turns.next(A_WHILE_MS);
  const others = ['first', 'second'].map(async (name) => {
    const endOther = await turns.next(A_WHILE_MS);
    begun.push(name);
    return endOther;
  });
  expect(begun).toEqual([]);
  end?.();
  (await others[0])?.();
  await others[1];
  expect(begun).toEqual(['first', 'second']);
});

it('gives up when the time is over, and keeps no place for who has gone', async () => {
  const turns = takeTurns(1, 10);
  const end = await turns.next(A_WHILE_MS);
  expect(await turns.next(1)).toBeNull();
  end?.();
  expect(await turns.next(1)).not.toBeNull();
});

it('turns away at once who would be one too many', async () => {
  const turns = takeTurns(1, 1);
  const end = await turns.next(A_WHILE_MS);
  const waiting = turns.next(A_WHILE_MS);
  expect(await turns.next(A_WHILE_MS)).toBeNull();
  end?.();
  expect(await waiting).not.toBeNull();
});
