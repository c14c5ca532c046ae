const LOOPBACK = /^(localhost|127(\.\d+){3}|::1)$/

/** What is wrong with talking in the clear to these addresses. Nothing, when they are of this machine. */
export function plaintextProblems(
  environment: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): string[] {
  const { ALLOW_INSECURE: allowInsecure } = environment
  if (allowInsecure === '1') return []
  return names.flatMap((name) =>
    plaintextHosts(name, environment[name] ?? '')
      .filter((host) => !LOOPBACK.test(host))
      .map(
        (host) =>
          `${name} names ${host}, which is not this machine: plaintext is refused there (ALLOW_INSECURE=1 permits it)`,
      ),
  )
}

function plaintextHosts(name: string, value: string): string[] {
  if (name === 'KAFKA_BROKERS') return value.split(',').filter(Boolean).map(hostOfBroker)
  if (name === 'CLICKHOUSE_URL' && value.startsWith('http:') && URL.canParse(value)) {
    return [withoutBrackets(new URL(value).hostname)]
  }
  return []
}

function hostOfBroker(broker: string): string {
  return withoutBrackets(broker.trim().replace(/:\d*$/, ''))
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1')
}
