import './styles/tokens.css'
import './styles/page.css'
import './styles/list.css'
import './styles/panel.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { LiveStore } from './live/live-store.ts'
import { LiveContext } from './live/use-live.ts'
import { Page } from './page.tsx'
import { createTexts } from './text/i18n.ts'
import { WordsProvider } from './text/words-provider.tsx'
import { showTheme } from './theme.ts'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root')

showTheme()
const queries = new QueryClient({
  // What is shown is kept up to date by the stream; a failure is asked again by its own rhythm.
  defaultOptions: { queries: { retry: false, staleTime: 30_000, refetchOnWindowFocus: false } },
})

createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={createTexts()}>
      <WordsProvider>
        <QueryClientProvider client={queries}>
          <LiveContext value={new LiveStore()}>
            <Page />
          </LiveContext>
        </QueryClientProvider>
      </WordsProvider>
    </I18nextProvider>
  </StrictMode>,
)
