/**
 * What titles and names are made of, the most frequent first: a word is drawn by its place, so that a
 * few are everywhere and most are rare, as in real catalogues.
 */
const COMMON_WORDS = `Love Night Man Last Dead Life Girl Dark House Day Black Lost World Blood Red King City Secret
  Heart Time Street Summer White Death Woman Dream Big Little Blue American Return Home War Road Child
  River Wild Moon Island Winter Fire Angel Devil Good Bad Silent Hidden Golden Broken Forever Stranger
  Journey Garden Mountain Storm Shadow Ghost Star Sea Wolf Dragon Queen Prince Soldier Killer Hunter
  Doctor Captain Rebel Machine Mirror Letter Window Bridge Castle Forest Desert Ocean Station Train
  Paradise Kingdom Empire Justice Revenge Honor Glory Mercy Memory Silence Fever Hunger Thunder
  Lightning Sunset Midnight Morning Tomorrow Yesterday Sunday Autumn Spring Rain Snow Ice Stone Iron
  Silver Crystal Velvet Crimson Amélie Señor Café Déjà Über Straße`;

const FIRST_NAMES = `James Mary John Anna Robert Maria David Emma Michael Sofia William Laura Richard Julia
  Thomas Sarah Charles Elena Daniel Nina Paul Clara Mark Alice George Eva Kenneth Rosa Steven Irene
  Edward Marta Brian Lucia Ronald Ingrid Anthony Yuki Kevin Mei Jason Aisha Jeff Fatima Frank Priya
  Scott Olga Eric Zofia Stephen Chloé Andrew Zoë Raymond José Gregory Björn Joshua François Jerry Søren
  Dennis Łukasz Walter Nuño Patrick Akira Peter Hiroshi Harold Wei Douglas Ravi Henry Omar Carl Kofi`;

const LAST_NAMES = `Smith Johnson Lee Brown Garcia Miller Davis Kim Wilson Anderson Thomas Taylor Moore
  Jackson Martin Wang Thompson White Lopez Harris Clark Lewis Chen Young Walker Hall Allen Wright King
  Scott Green Baker Adams Nelson Hill Campbell Mitchell Roberts Carter Phillips Evans Turner Parker
  Collins Edwards Stewart Morris Murphy Cook Rogers Morgan Cooper Peterson Reed Bailey Bell Kelly Howard
  Ward Cox Diaz Richardson Wood Watson Brooks Bennett Gray Hughes Price Myers Long Foster Sanders Ross
  Müller Núñez Dvořák Åberg O'Brien Lévy Çelik Ødegård Tanaka Suzuki Sato Singh Khan Patel Ivanov Nowak`;

const ROLES_OF_EXTRAS = `Guard Waiter Driver Nurse Officer Reporter Neighbour Teacher Clerk Sailor Butler
  Singer Pilot Judge Barber Priest Farmer Baker Cook Janitor`;

const SYLLABLES = `ka ro mi len ta vos der an bel or tin sha lu mar gre no vi pol sen du ril ek fa
  jor wen zi qua hol ster bry`;

const listOf = (words: string): string[] => words.trim().split(/\s+/);

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Words of three syllables that no language has, for the long tail of the rare ones. */
const rareWords = (): string[] => {
  const syllables = listOf(SYLLABLES);
  return syllables.flatMap((first) =>
    syllables.flatMap((second) =>
      syllables
        .filter((_, place) => place % 5 === 0)
        .map((third) => capitalized(first + second + third)),
    ),
  );
};

/** The words of each kind. The rare ones come after the common ones of titles and of last names. */
export const wordLists = (): Record<'words' | 'firstNames' | 'lastNames' | 'extras', string[]> => ({
  words: [...listOf(COMMON_WORDS), ...rareWords()],
  firstNames: listOf(FIRST_NAMES),
  lastNames: [...listOf(LAST_NAMES), ...rareWords().reverse()],
  extras: listOf(ROLES_OF_EXTRAS),
});
