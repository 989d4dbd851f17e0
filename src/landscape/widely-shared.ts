/** As published.widely_shared() has it: what more coalitions of a network have makes no tie by itself. */
export const WIDELY_SHARED = 100;

export const WHAT_MAKES_A_TIE = `Two coalitions have a tie when they share something that at most ${WIDELY_SHARED} published coalitions of the network have, clearly fictional ones included; then all that they share counts. What more than ${WIDELY_SHARED} have, such as a goal of the whole state, makes no tie by itself.`;
