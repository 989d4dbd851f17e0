/** A page of fifty, as a catalogue shows it. */
export const LIST = `
  query ($network: String!, $after: String) {
    network(slug: $network) {
      coalitions(first: 50, after: $after) {
        nodes {
          slug name summary scope verifiedOn
          counties { county { fips name } partial }
          sectors { code label }
          partnerCount
          goals { code title }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }`;

/** One coalition with everything that it has published. */
export const PROFILE = `
  query ($network: String!, $slug: String!) {
    coalition(network: $network, slug: $slug) {
      id slug name aliases scope summary mission foundedYear website contactUrl familyVoice verifiedOn publishedAt claimed
      kind { code label } ageFocus { minMonths maxMonths } sources { url title }
      counties { county { fips name } partial basis note }
      sectors { code label } populations { code label } frameworks { code label }
      backbone { name url }
      partners { id role since until organization { name url sector { code label } } }
      initiatives { id name summary kind { code label } counties { fips name } goals { code title } website }
      strategy {
        version title vision
        nodes { key kind text note approach { code label } }
        links { from to rationale confidence evidence }
        alignments { nodeKey intent strength note goal { code title } }
      }
    }
  }`;

export const COVERAGE = `
  query ($network: String!) {
    network(slug: $network) {
      landscape { coverage { goals { code title } counties { fips name } counts } }
    }
  }`;

export const SEARCH = `
  query ($network: String!, $search: String!, $goals: [String!], $sectors: [String!]) {
    network(slug: $network) {
      coalitions(search: $search, filter: { goalCodes: $goals, sectorCodes: $sectors }, first: 25) {
        totalCount
        nodes { slug name summary sectors { code label } }
      }
    }
  }`;

export const PATHWAYS = `
  query ($network: String!, $goal: String!) {
    network(slug: $network) {
      landscape {
        pathways(goalCode: $goal, first: 25) {
          coalitionCount
          steps { kind approach { code label } goal { code } }
          examples(first: 3) { coalition { slug name } texts }
        }
      }
    }
  }`;

export const SIGN_IN = `
  mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }`;

export const SAVE_PROFILE = `
  mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { profile { revision } } }`;

export const PUBLISH = `
  mutation ($input: PublishCoalitionInput!) { publishCoalition(input: $input) { slug publishedAt } }`;
