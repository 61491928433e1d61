/**
 * PostgreSQL cannot be started; the message is one sentence that names the thing and the way out.
 * It is meant to be shown to the user as it is, without a stack.
 */
export class PostgresStartError extends Error {
  override readonly name = 'PostgresStartError';
}

/** The errno name (`EACCES`) or SQLSTATE (`57P03`) of an error, when it carries one. */
export function errorCode(error: unknown): string | undefined {
  // Not instanceof Error: in jest, Node's errors are not of the test's realm.
  const code = typeof error === 'object' && error !== null && 'code' in error && error.code;
  return typeof code === 'string' ? code : undefined;
}

/** What an error says, without the name of its class. */
export function errorMessage(error: unknown): string {
  return String(error).replace(/^\w*Error: /i, '');
}

const FOLDER_TROUBLE: Record<string, string> = {
  EACCES: 'its permissions do not let this user write there',
  EPERM: 'its permissions do not let this user write there',
  EROFS: 'its file system is mounted read-only',
  ENOTDIR: 'a part of that path is a file',
  EEXIST: 'a file of that name is in the way',
  // What Node's recursive mkdir says of a read-only file system, too.
  ENOENT: 'it does not exist and cannot be created',
  ENOSPC: 'the disk is full',
};

/** What to tell when a file operation in the data folder failed. */
export function dataFolderError(dataDir: string, error: unknown): PostgresStartError {
  if (error instanceof PostgresStartError) return error;
  const reason = FOLDER_TROUBLE[errorCode(error) ?? ''] ?? errorMessage(error);
  return new PostgresStartError(
    `The data folder ${dataDir} cannot be written: ${reason}. Correct that, or set DATA_DIR to another folder.`,
    { cause: error },
  );
}

/** What PostgreSQL says of a failure, with its hint, out of all it has written. */
export function failureReason(output: string): string {
  const reason = /(?:FATAL|PANIC|error): .*/.exec(output)?.[0] ?? output.trim().split('\n').at(-1);
  const hint = /HINT: .*/.exec(output)?.[0];
  return [reason, hint].filter(Boolean).join(' ').replace(/ {2,}/g, ' ');
}
