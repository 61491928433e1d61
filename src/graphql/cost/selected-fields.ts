import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  getNamedType,
  type GraphQLCompositeType,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isCompositeType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What an operation is read with. */
export interface Reading {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
}

/** Fields that are one in the answer: of the same type, under the same key. */
export interface SelectedField {
  type: GraphQLCompositeType;
  nodes: FieldNode[];
}

const isIncluded = (
  node: { directives?: readonly DirectiveNode[] },
  { variables }: Reading,
): boolean =>
  getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true &&
  getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;

/**
 * The fields of an object that an operation asks for, merged as execution merges them: what several
 * fragments ask for under one key is answered once, and a fragment counts once in each place. Directives
 * are heeded.
 */
export const selectedFields = (
  reading: Reading,
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
): SelectedField[] => {
  const fields = new Map<string, SelectedField>();
  const spread = new Set<string>();

  const typeNamed = (name: string | undefined, parent: GraphQLCompositeType) => {
    const named = name ? getNamedType(reading.schema.getType(name)) : parent;
    return isCompositeType(named) ? named : parent;
  };

  const addField = (node: FieldNode, parent: GraphQLCompositeType): void => {
    const key = `${parent.name}.${(node.alias ?? node.name).value}`;
    const field = fields.get(key);
    if (field) field.nodes.push(node);
    else fields.set(key, { type: parent, nodes: [node] });
  };

  const add = (selection: SelectionNode, parent: GraphQLCompositeType): void => {
    if (!isIncluded(selection, reading)) return;
    if (selection.kind === Kind.FIELD) {
      addField(selection, parent);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const within = typeNamed(selection.typeCondition?.name.value, parent);
      for (const inner of selection.selectionSet.selections) add(inner, within);
    } else {
      const { value: name } = selection.name;
      const fragment = reading.fragments.get(name);
      if (!fragment || spread.has(name)) return;
      spread.add(name);
      const within = typeNamed(fragment.typeCondition.name.value, parent);
      for (const inner of fragment.selectionSet.selections) add(inner, within);
    }
  };

  for (const { selections } of sets) for (const selection of selections) add(selection, type);
  return [...fields.values()];
};
