import type { Command } from '#schemas/command.ts'
import type { Proposal } from '#schemas/enforcement-event.ts'
import type { Check } from './check.ts'

/** A later command for the card already does what this one would: an older decision is over. */
export const superseded: Check = ({ proposal, decision, commandsOfCard }) => {
  const isOver = commandsOfCard.some(
    (sent) => sent.decidedAt > decision.decidedAt && covers(sent, proposal),
  )
  return isOver ? 'superseded' : null
}

/** A flag says something of its own, and nothing on the network covers it. */
function covers(sent: Command, { action, functions }: Proposal): boolean {
  switch (sent.action) {
    case 'resume':
    case 'unbar':
    case 'suspend':
      return action === 'bar' || action === 'suspend'
    case 'bar':
      return action === 'bar' && (functions ?? []).every((one) => sent.functions?.includes(one))
    case 'reverify':
      return action === 'reverify'
    case 'flag':
      return false
  }
}
