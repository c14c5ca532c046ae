/** Whether something is as it should be, and why not. Asks nobody: it answers from what is known. */
export type Condition = () => Finding

export type Finding = { readonly ok: true } | { readonly ok: false; readonly reason: string }
