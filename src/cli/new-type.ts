/** `npm run new:type -- <Name> [attribute …] [--plural <name>]`: the files of a new content type. */
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { type NewFile, type NewTypeOrder, planNewType, writeAll } from '../new-type';
import { runCommand, UsageError } from './command';

const USAGE = `Usage: npm run new:type -- <Name> [attribute …] [--plural <name>]
An attribute is name:kind, with ! when it is mandatory, e.g.
  npm run new:type -- Award name:string! year:integer movie:relation:movie! person:relation:person`;

const readArguments = (args: string[]): NewTypeOrder => {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { plural: { type: 'string' } },
      allowPositionals: true,
    });
    const [name, ...attributes] = positionals;
    if (name !== undefined) return { name, attributes, plural: values.plural };
  } catch {
    // An option that there is not.
  }
  throw new UsageError(USAGE);
};

const formatted = async (file: NewFile): Promise<NewFile> => {
  const options = await resolveConfig(file.path);
  return { ...file, content: await format(file.content, { ...options, filepath: file.path }) };
};

runCommand(async () => {
  const root = process.cwd();
  const plan = planNewType(root, readArguments(process.argv.slice(2)));
  const files = await Promise.all(plan.map(formatted));
  await writeAll(root, files);
  console.log(
    [
      'Written:',
      ...files.map((file) => `  ${file.path}`),
      'Next: "npm run types" for its TypeScript types and "npm run schema" for schema.graphql, both',
      'checked in; then "npm run develop".',
    ].join('\n'),
  );
});
