import { writeFileSync } from 'node:fs'
import { DETECTOR_PAGE, detectorPage } from './docs/detector-page.ts'

writeFileSync(DETECTOR_PAGE, detectorPage())
