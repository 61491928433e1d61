/** What limits authors in one type. */
export interface AuthorLimits {
  /** Whether they see only entries that they have created; otherwise they pick from everybody's. */
  readOwnOnly?: boolean;
  /** Attributes that they do not write: those that change what is published, at once. */
  notWritten?: readonly string[];
}

/**
 * Who may do what with a type or a plugin, to begin with: the default export of `permissions.ts` in its
 * folder below `src/api` or `src/plugins`.
 */
export interface Permissions {
  /**
   * What visitors may do over REST and GraphQL: names of controller actions, e.g. `find`, or
   * `<controller>.<action>` where the controller is not named like the folder.
   */
  public?: readonly string[];
  /** What signed-in users of the site may do; they have not what visitors have unless it is here, too. */
  authenticated?: readonly string[];
  /** Whether administrators of the role Editor keep the entries: read, write, delete, publish. */
  editor?: boolean;
  /** Whether those of the role Author create entries, and change their own; they never publish. */
  author?: boolean | AuthorLimits;
}

/** The content API actions that read a type. */
export const READ = ['find', 'findOne'] as const;
