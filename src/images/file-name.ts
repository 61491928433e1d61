/** Characters; a storage key is made of the name, and its transliteration can be four times as long. */
const MAX_LENGTH = 40;

const withoutFolders = (name: string): string => name.split(/[/\\]/).at(-1) ?? '';

const withoutExtension = (name: string): string => name.replace(/\.[^.]*$/, '');

/**
 * A name that is harmless wherever it is shown or stored: letters and digits of any script, and few
 * signs, from the name that a client gave.
 *
 * @param clientName as sent: perhaps a path, very long, empty, or null
 * @param extension with the dot; the one of the client's name is dropped
 */
export const imageFileName = (clientName: string | null, extension: string): string => {
  const plain = withoutExtension(withoutFolders(clientName ?? ''))
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '-');
  const short = Array.from(plain).slice(0, MAX_LENGTH).join('');
  return `${short.replace(/^-+|-+$/g, '') || 'picture'}${extension}`;
};
