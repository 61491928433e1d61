import { pick, type Random } from '../seed';
import type { Motif } from './canvas';
import { blinds, orbits, shards, sunburst, vortex } from './geometry';
import { hills, horizon, mesas, waves } from './landscapes';
import { arches, halftone, tiles } from './tilings';

export type { Canvas, Motif } from './canvas';

/** Genres without an entry share {@link DEFAULT_MOTIFS}. */
const MOTIFS_BY_GENRE: Partial<Record<string, readonly Motif[]>> = {
  Action: [shards, sunburst],
  Adventure: [sunburst, hills],
  Animation: [hills],
  Biography: [arches],
  Comedy: [tiles],
  Crime: [blinds, vortex],
  Documentary: [halftone],
  Family: [hills, tiles],
  Fantasy: [hills, orbits],
  'Film Noir': [blinds],
  History: [arches],
  Horror: [vortex, blinds],
  Music: [waves],
  Musical: [waves],
  Mystery: [vortex],
  Romance: [waves],
  'Science Fiction': [orbits],
  Sport: [sunburst],
  Superhero: [shards, halftone],
  Thriller: [blinds, vortex],
  War: [sunburst, shards],
  Western: [mesas],
};

const DEFAULT_MOTIFS: readonly Motif[] = [horizon, waves, arches];

/**
 * The kind of picture that suits a genre.
 * @param genre name as in Genre.name; any other text gets a picture too
 */
export function motifFor(genre: string | undefined, random: Random): Motif {
  return pick(MOTIFS_BY_GENRE[genre ?? ''] ?? DEFAULT_MOTIFS, random);
}
