import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * Whom each endpoint is for, as the roles start. Programs are API tokens with all permissions; a custom
 * token has those that it was given. "Anyone" needs no permission, "everybody" has it; of
 * "whoever" not even a token is looked at.
 */
export type Audience =
  'whoever' | 'anyone' | 'everybody' | 'visitors' | 'users' | 'users and programs' | 'programs';

type Table = Record<Audience, readonly string[]>;

/** Whom the endpoints of one type are for: the default export of a file in `audiences`. */
export interface Audiences {
  rest: Partial<Table>;
  graphql: Partial<Table>;
}

/** Types and plugins that were added bring their part of the tables in files of their own. */
const FOLDER = path.join(__dirname, 'audiences');
const ADDED = (existsSync(FOLDER) ? readdirSync(FOLDER) : []).map(
  (name) => jest.requireActual<{ default: Audiences }>(path.join(FOLDER, name)).default,
);

const withAdded = (table: Table, kind: keyof Audiences): Table =>
  Object.fromEntries(
    Object.entries(table).map(([audience, entries]) => [
      audience,
      [...entries, ...ADDED.flatMap((added) => added[kind][audience as Audience] ?? [])],
    ]),
  ) as Partial<Table> as Table;

const OWN_REST_ROUTES: Table = {
  whoever: ['GET /openapi.json'],
  anyone: [],
  everybody: [
    'GET /characters',
    'GET /characters/:id',
    'GET /countries',
    'GET /countries/:id',
    'GET /genres',
    'GET /genres/:id',
    'GET /movies',
    'GET /movies/:id',
    'GET /movies/facets',
    'GET /people',
    'GET /people/:documentId/filmography',
    'GET /people/:id',
    'GET /search',
    'POST /auth/refresh',
  ],
  visitors: [
    'GET /auth/:provider/callback',
    'GET /auth/email-confirmation',
    'GET /connect/(.*)',
    'POST /auth/forgot-password',
    'POST /auth/local',
    'POST /auth/local/register',
    'POST /auth/reset-password',
    'POST /auth/send-email-confirmation',
  ],
  users: [
    'DELETE /auth/sessions/:sessionId',
    'DELETE /movies/:documentId/favorite',
    'DELETE /users/me/avatar',
    'GET /auth/sessions',
    'GET /favorites/states',
    'GET /users/me',
    'GET /users/me/favorites',
    'POST /auth/logout',
    'POST /movies/:documentId/favorite',
    'PUT /movies/:documentId/favorite',
    'PUT /users/me',
    'PUT /users/me/avatar',
  ],
  'users and programs': ['POST /auth/change-password'],
  programs: [
    'DELETE /characters/:id',
    'DELETE /countries/:id',
    'DELETE /genres/:id',
    'DELETE /movies/:id',
    'DELETE /people/:id',
    'DELETE /upload/files/:id',
    'DELETE /users-permissions/roles/:role',
    'DELETE /users/:id',
    'GET /content-type-builder/components',
    'GET /content-type-builder/components/:uid',
    'GET /content-type-builder/content-types',
    'GET /content-type-builder/content-types/:uid',
    'GET /i18n/locales',
    'GET /movies/:id/preview',
    'GET /upload/files',
    'GET /upload/files/:id',
    'GET /upload/files/page',
    'GET /users',
    'GET /users-permissions/permissions',
    'GET /users-permissions/roles',
    'GET /users-permissions/roles/:id',
    'GET /users/:id',
    'GET /users/count',
    'POST /characters',
    'POST /countries',
    'POST /email',
    'POST /genres',
    'POST /movies',
    'POST /people',
    'POST /upload',
    'POST /users',
    'POST /users-permissions/roles',
    'PUT /characters/:id',
    'PUT /countries/:id',
    'PUT /genres/:id',
    'PUT /movies/:id',
    'PUT /people/:documentId/primary-photo',
    'PUT /people/:id',
    'PUT /users-permissions/roles/:role',
    'PUT /users/:id',
  ],
};

const OWN_GRAPHQL_FIELDS: Table = {
  whoever: [],
  anyone: [
    'mutation { login(input: { identifier: "none", password: "none", provider: "none" }) { __typename } }',
    'mutation { register(input: { username: "none", email: "none", password: "none" }) { __typename } }',
    'mutation { forgotPassword(email: "none") { __typename } }',
    'mutation { resetPassword(password: "none", passwordConfirmation: "none", code: "none") { __typename } }',
    'mutation { emailConfirmation(confirmation: "none") { __typename } }',
  ],
  everybody: [
    'query { character(documentId: "none") { __typename } }',
    'query { characters_connection { __typename } }',
    'query { characters { __typename } }',
    'query { country(documentId: "none") { __typename } }',
    'query { countries_connection { __typename } }',
    'query { countries { __typename } }',
    'query { genre(documentId: "none") { __typename } }',
    'query { genres_connection { __typename } }',
    'query { genres { __typename } }',
    'query { movie(documentId: "none") { __typename } }',
    'query { movies_connection { __typename } }',
    'query { movies { __typename } }',
    'query { person(documentId: "none") { __typename } }',
    'query { people_connection { __typename } }',
    'query { people { __typename } }',
    'query { search(q: "none") { __typename } }',
    'query { filmography(person: "none") { __typename } }',
    'query { movieFacets { __typename } }',
    'mutation { refreshToken(refreshToken: "none") { __typename } }',
  ],
  visitors: [],
  users: [
    'query { me { __typename } }',
    'query { myFavorites { __typename } }',
    'query { myFavorites_connection { __typename } }',
    'mutation { toggleFavorite(movie: "none") { __typename } }',
    'mutation { addFavorite(movie: "none") { __typename } }',
    'mutation { removeFavorite(movie: "none") { __typename } }',
    'mutation { updateMe(data: {}) { __typename } }',
    'mutation { deleteMyAvatar { __typename } }',
    'mutation { logout { __typename } }',
  ],
  'users and programs': [
    'mutation { changePassword(currentPassword: "none", password: "none", passwordConfirmation: "none") { __typename } }',
  ],
  programs: [
    'mutation { setPrimaryPhoto(person: "none", photo: "none") { __typename } }',
    'query { uploadFile(documentId: "none") { __typename } }',
    'query { uploadFiles_connection { __typename } }',
    'query { uploadFiles { __typename } }',
    'query { i18NLocale(documentId: "none") { __typename } }',
    'query { i18NLocales_connection { __typename } }',
    'query { i18NLocales { __typename } }',
    'query { reviewWorkflowsWorkflow(documentId: "none") { __typename } }',
    'query { reviewWorkflowsWorkflows_connection { __typename } }',
    'query { reviewWorkflowsWorkflows { __typename } }',
    'query { reviewWorkflowsWorkflowStage(documentId: "none") { __typename } }',
    'query { reviewWorkflowsWorkflowStages_connection { __typename } }',
    'query { reviewWorkflowsWorkflowStages { __typename } }',
    'query { usersPermissionsRole(documentId: "none") { __typename } }',
    'query { usersPermissionsRoles_connection { __typename } }',
    'query { usersPermissionsRoles { __typename } }',
    'query { usersPermissionsUser(documentId: "none") { __typename } }',
    'query { usersPermissionsUsers_connection { __typename } }',
    'query { usersPermissionsUsers { __typename } }',
    'mutation { createReviewWorkflowsWorkflow(data: {}) { __typename } }',
    'mutation { updateReviewWorkflowsWorkflow(documentId: "none", data: {}) { __typename } }',
    'mutation { deleteReviewWorkflowsWorkflow(documentId: "none") { __typename } }',
    'mutation { createReviewWorkflowsWorkflowStage(data: {}) { __typename } }',
    'mutation { updateReviewWorkflowsWorkflowStage(documentId: "none", data: {}) { __typename } }',
    'mutation { deleteReviewWorkflowsWorkflowStage(documentId: "none") { __typename } }',
    'mutation { createCharacter(data: {}) { __typename } }',
    'mutation { updateCharacter(documentId: "none", data: {}) { __typename } }',
    'mutation { deleteCharacter(documentId: "none") { __typename } }',
    'mutation { createCountry(data: {}) { __typename } }',
    'mutation { updateCountry(documentId: "none", data: {}) { __typename } }',
    'mutation { deleteCountry(documentId: "none") { __typename } }',
    'mutation { createGenre(data: {}) { __typename } }',
    'mutation { updateGenre(documentId: "none", data: {}) { __typename } }',
    'mutation { deleteGenre(documentId: "none") { __typename } }',
    'mutation { createMovie(data: {}) { __typename } }',
    'mutation { updateMovie(documentId: "none", data: {}) { __typename } }',
    'mutation { deleteMovie(documentId: "none") { __typename } }',
    'mutation { createPerson(data: {}) { __typename } }',
    'mutation { updatePerson(documentId: "none", data: {}) { __typename } }',
    'mutation { deletePerson(documentId: "none") { __typename } }',
    'mutation { updateUploadFile(id: "999999", info: {}) { __typename } }',
    'mutation { deleteUploadFile(id: "999999") { __typename } }',
    'mutation { createUsersPermissionsRole(data: {}) { __typename } }',
    'mutation { updateUsersPermissionsRole(id: "999999", data: {}) { __typename } }',
    'mutation { deleteUsersPermissionsRole(id: "999999") { __typename } }',
    'mutation { createUsersPermissionsUser(data: {}) { __typename } }',
    'mutation { updateUsersPermissionsUser(id: "999999", data: {}) { __typename } }',
    'mutation { deleteUsersPermissionsUser(id: "999999") { __typename } }',
  ],
};

/** Every route below `/api`. */
export const REST_ROUTES = withAdded(OWN_REST_ROUTES, 'rest');

/** Every field of Query and Mutation, asked for as little as the schema allows. */
export const GRAPHQL_FIELDS = withAdded(OWN_GRAPHQL_FIELDS, 'graphql');
