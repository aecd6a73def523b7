import { DirectiveLocation, GraphQLDirective, GraphQLInt, GraphQLList } from 'graphql';

/**
 * Says of a field that it is nullable for the sake of errors alone. Clients that turn errors into exceptions, such as
 * Relay's `@throwOnFieldError`, give such a field a type without null.
 *
 * Source: the directive as Relay, Apollo's clients and graphql-sock read it.
 */
export const semanticNonNullDirective = new GraphQLDirective({
  name: 'semanticNonNull',
  description: 'Null only where there is an error with the path of the field, or of one below it.',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  args: {
    levels: {
      type: new GraphQLList(GraphQLInt),
      defaultValue: [0],
      description: 'Of which dimensions of a list this is said; 0 is the field itself.',
    },
  },
});

/** The options of a field that is null only where there is an error with its path, or with that of a field below it. */
export const nullOnlyByError = { directives: { semanticNonNull: {} } } as const;
