const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/

/** True for the names of this machine, as one writes them into a setting. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host)
}

/**
 * True when a request was meant for this machine. A page elsewhere whose name was made to point here
 * (DNS rebinding) still sends its own name.
 */
export function isLoopbackHostHeader(header: string | undefined): boolean {
  if (header === undefined) return false
  return isLoopback(
    header
      .replace(/:\d+$/, '')
      .replace(/^\[(.*)\]$/, '$1')
      .toLowerCase(),
  )
}
