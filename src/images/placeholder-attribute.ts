/** The upload plugin, as an extension finds it before Strapi registers it. */
interface UploadPlugin {
  contentTypes: { file: { schema: { attributes: Record<string, object> } } };
}

/** Gives files the attribute `placeholder`, which uploads fill and nobody searches. */
export const addPlaceholder = <Plugin extends UploadPlugin>(plugin: Plugin): Plugin => {
  const { attributes } = plugin.contentTypes.file.schema;
  attributes.placeholder = { type: 'text', configurable: false, searchable: false };
  return plugin;
};
