import { describe } from 'vitest'
import { MemoryStore } from './memory-store.ts'
import { storeSuite } from './store-suite.ts'

describe('the memory store', () => {
  storeSuite(async () => {
    const store = new MemoryStore()
    return {
      store,
      async eventIds() {
        const ids = store.rows('usage').map((row) => ('eventId' in row ? row.eventId : ''))
        return [...new Set(ids)].sort()
      },
      async refuse(source) {
        store.refuse((row) => 'source' in row && row.source === source)
      },
      async goAway() {
        store.goAway()
      },
      async comeBack() {
        store.comeBack()
      },
    }
  })
})
