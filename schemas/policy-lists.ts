import { z } from 'zod'
import { Label } from './identifiers.ts'

const Names = z.array(Label).default([])

/** What a record is looked up in, the section `lists`. */
export const PolicyLists = z.strictObject({
  /** Local dates, `2027-02-06`. */
  holidays: z.array(z.iso.date()).default([]),
  homeMcc: Names,
  closedRegions: Names,
  premiumPrefixes: Names,
  handsetTacs: Names,
  placeholderImeis: Names,
  signallingApns: Names,
  ownNumbers: Names,
  riskDevices: Names,
  riskCells: Names,
  riskRegions: Names,
  humanAppCategories: Names,
  allowedPeerKinds: Names,
})
