import { existsSync } from 'node:fs';
import path from 'node:path';

const given = process.env.MOVIE_INDUSTRY_CSV;

/**
 * The "movie industry" data set, 7,668 movies. It is not part of the project: tests that need it are
 * skipped where it is not at hand. MOVIE_INDUSTRY_CSV says where it is.
 */
export const MOVIE_INDUSTRY_CSV =
  given ?? path.resolve(__dirname, '../../../shared/data/movie-industry.csv');

/** Whether the file is there; a wrong MOVIE_INDUSTRY_CSV is not taken for a missing file. */
export const hasMovieIndustry = given !== undefined || existsSync(MOVIE_INDUSTRY_CSV);

export const skipReason = hasMovieIndustry
  ? ''
  : ' (skipped: the file is not here; name it in MOVIE_INDUSTRY_CSV)';
