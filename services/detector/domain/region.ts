/** `CN-HN-CS` lies in `CN-HN`, and each in itself. */
export function liesIn(region: string, other: string): boolean {
  return region === other || region.startsWith(`${other}-`)
}
