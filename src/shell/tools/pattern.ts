/** A pattern that cannot be read, or that could take for ever. */
export class PatternError extends Error {}

// A repeated group with a repetition or a choice inside may try exponentially many ways.
const EXPLOSIVE = /\((?:[^()\\]|\\.)*(?:[+*|]|\{\d)(?:[^()\\]|\\.)*\)(?:[+*]|\{\d)/

/** A typed regular expression, refused when it could keep the page busy. Throws PatternError. */
export function compilePattern(source: string, flags: string): RegExp {
  if (EXPLOSIVE.test(source))
    throw new PatternError('this pattern repeats a repetition and could take for ever: write it without nested + or *')
  try {
    return new RegExp(source, flags)
  } catch {
    throw new PatternError('Invalid regular expression')
  }
}
