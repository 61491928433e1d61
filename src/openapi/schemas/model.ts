/** An attribute, with all that any of them may have. */
export interface Attribute {
  type: string;
  private?: boolean;
  required?: boolean;
  writable?: boolean;
  default?: unknown;
  target?: string;
  relation?: string;
  multiple?: boolean;
  component?: string;
  repeatable?: boolean;
  enum?: readonly string[];
  min?: unknown;
  max?: unknown;
  minLength?: number;
  maxLength?: number;
  regex?: string | RegExp;
}

/** A content type or a component, as `schema.json` says it and Strapi completes it. */
export interface Model {
  uid: string;
  modelType: 'contentType' | 'component';
  kind?: 'collectionType' | 'singleType';
  info: {
    singularName?: string;
    pluralName?: string;
    displayName: string;
    description?: string;
  };
  options?: { draftAndPublish?: boolean };
  pluginOptions?: { i18n?: { localized?: boolean } };
  attributes: Record<string, Attribute>;
}
