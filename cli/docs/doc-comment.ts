/** A comment's words on one line. */
export function wordsOf(comment: string): string {
  return comment
    .replace(/^\s*\/\*\*/, '')
    .replace(/\*\/\s*$/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trim())
    .join(' ')
    .trim()
}

/** The comment of the detector that a file exports. Throws where there is none: it states the formula. */
export function detectorComment(text: string, file: string): string {
  const comments = [...text.matchAll(/\/\*\*(?:(?!\*\/)[\s\S])*\*\/\nexport const \w+ = define/g)]
  const [comment] = comments[0]?.[0].split(/\nexport const /) ?? []
  if (!comment) throw new Error(`Cannot describe ${file}: its detector has no doc comment`)
  return wordsOf(comment)
}
