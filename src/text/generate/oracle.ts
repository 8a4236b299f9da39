// Reads the label off a story of "who said not". Written from the rules of English that the stories follow,
// apart from the grammar that makes them: the proof that each can be read.

interface Statement {
  /** The word that introduces the clause, if it is one that orders clauses in time. */
  connective: string | undefined;
  answer: string;
}

/**
 * The label of a generated text, from its tokens (`tokenize`).
 *
 * A clause with `did` says what was done: `not` before the verb turns it round, `not` behind the verb does
 * not. Otherwise the clause said last in time holds. Clauses are what commas part; one in which nothing is
 * said or done is a place. Throws where the tokens are no such story.
 */
export function readLabel(tokens: readonly string[]): 'agrees' | 'refuses' {
  if (tokens.at(-1) !== '.') throw unreadable(tokens);
  const clauses = clausesOf(tokens.slice(0, -1));
  const deed = clauses.find((clause) => clause.includes('did'));
  const agrees = deed === undefined ? lastAnswer(clauses, tokens) === 'yes' : wasAgreedTo(deed, tokens);
  return agrees ? 'agrees' : 'refuses';
}

function clausesOf(tokens: readonly string[]): string[][] {
  const clauses: string[][] = [[]];
  for (const token of tokens) {
    if (token === ',') clauses.push([]);
    else clauses.at(-1)!.push(token);
  }
  return clauses;
}

function wasAgreedTo(clause: readonly string[], tokens: readonly string[]): boolean {
  const verb = clause.findIndex((token) => token === 'agree' || token === 'refuse');
  if (verb < 0) throw unreadable(tokens);
  const negated = clause.slice(0, verb).includes('not');
  return (clause[verb] === 'agree') !== negated;
}

function lastAnswer(clauses: readonly (readonly string[])[], tokens: readonly string[]): string {
  const statements = clauses.filter((clause) => clause.includes('said')).map((clause) => readStatement(clause, tokens));
  if (statements.length < 2) throw unreadable(tokens);
  const ending = statements.find(({ connective }) => connective === 'until' || connective === 'before');
  if (ending) return ending.answer;
  const inOrder = statements.sort((a, b) => Number(b.connective === 'after') - Number(a.connective === 'after'));
  return inOrder.at(-1)!.answer;
}

function readStatement(clause: readonly string[], tokens: readonly string[]): Statement {
  const answer = clause[clause.indexOf('said') + 1];
  if (answer !== 'yes' && answer !== 'not') throw unreadable(tokens);
  return { connective: clause.find((token) => /^(until|before|after|but|then)$/.test(token)), answer };
}

const unreadable = (tokens: readonly string[]) =>
  new Error(`tokens must be a story of "who said not", got "${tokens.join(' ')}"`);
