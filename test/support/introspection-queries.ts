/** `type` within `levels` of list and not-null. */
const typeRef = (levels: number): string =>
  `fragment TypeRef on __Type { kind name ${'ofType { kind name '.repeat(levels)}${'}'.repeat(levels)} }`;

/** As GraphiQL 3 asks when it opens. */
const GRAPHIQL = `
  query IntrospectionQuery {
    __schema {
      description
      queryType { name kind } mutationType { name kind } subscriptionType { name kind }
      types { ...FullType }
      directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
    }
  }
  fragment FullType on __Type {
    kind name description specifiedByURL
    fields(includeDeprecated: true) {
      name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason
    }
    inputFields(includeDeprecated: true) { ...InputValue }
    interfaces { ...TypeRef }
    enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
    possibleTypes { ...TypeRef }
  }
  fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
  ${typeRef(9)}`;

/** As Apollo's Rover asks: `rover graph introspect`. */
const ROVER = `
  query GraphIntrospectQuery {
    __schema {
      queryType { name } mutationType { name } subscriptionType { name }
      types { ...FullType }
      directives { name description locations args { ...InputValue } }
    }
  }
  fragment FullType on __Type {
    kind name description
    fields(includeDeprecated: true) { name description args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
    inputFields { ...InputValue }
    interfaces { ...TypeRef }
    enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
    possibleTypes { ...TypeRef }
  }
  fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
  ${typeRef(7)}`;

/** As Apollo Sandbox and the Explorer ask, which spread the same shapes without fragments of their own for types. */
const SANDBOX = `
  query IntrospectionQuery {
    __schema {
      queryType { name } mutationType { name } subscriptionType { name }
      types {
        kind name description
        fields(includeDeprecated: true) {
          name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason
        }
        inputFields(includeDeprecated: true) { ...InputValue }
        interfaces { ...TypeRef }
        enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
        possibleTypes { ...TypeRef }
        specifiedByURL
      }
      directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
    }
  }
  fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
  ${typeRef(9)}`;

/** As graphql-codegen's loader asks, its options at their defaults: printed, with operationName and empty variables. */
const CODEGEN = `
  query IntrospectionQuery {
    __schema {
      queryType { name kind } mutationType { name kind } subscriptionType { name kind }
      types { ...FullType }
      directives { name description isRepeatable locations args { ...InputValue } }
    }
  }
  fragment FullType on __Type {
    kind name description
    fields(includeDeprecated: true) { name description args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
    inputFields { ...InputValue }
    interfaces { ...TypeRef }
    enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
    possibleTypes { ...TypeRef }
  }
  fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
  ${typeRef(9)}`;

export const toolsAsk = {
  GraphiQL: { query: GRAPHIQL, operationName: 'IntrospectionQuery' },
  'Apollo Rover': { query: ROVER, operationName: 'GraphIntrospectQuery', variables: {} },
  'Apollo Sandbox': { query: SANDBOX, operationName: 'IntrospectionQuery', variables: {} },
  'graphql-codegen': { query: CODEGEN, operationName: 'IntrospectionQuery', variables: {}, extensions: {} },
};
