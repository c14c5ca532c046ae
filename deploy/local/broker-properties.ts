/** A record of a feed topic may be this long, bytes. */
const MAX_RECORD_BYTES = 8 * 1_048_576

export interface BrokerAddress {
  /** Where it binds; empty: everywhere, for a container. */
  readonly bindHost: string
  readonly bindPort: number
  /** Where clients are told to find it, host:port. */
  readonly advertised: string
  readonly controllerPort: number
}

/** Settings of a broker that is its own controller, in the names of Kafka's server.properties. */
export function brokerProperties(address: BrokerAddress): Readonly<Record<string, string>> {
  const { bindHost, bindPort, advertised, controllerPort } = address
  return {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://${bindHost}:${bindPort},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://${advertised}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    'inter.broker.listener.name': 'PLAINTEXT',
    'auto.create.topics.enable': 'false',
    'message.max.bytes': String(MAX_RECORD_BYTES),
    ...ONE_NODE,
  }
}

/** Nothing to replicate to, and no crowd to wait for. */
const ONE_NODE = {
  'offsets.topic.replication.factor': '1',
  'offsets.topic.num.partitions': '4',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'transaction.state.log.num.partitions': '4',
  'share.coordinator.state.topic.replication.factor': '1',
  'share.coordinator.state.topic.min.isr': '1',
  'group.initial.rebalance.delay.ms': '0',
  // after kill -9 the controller gives its own broker up, and takes it back, in 5 s and not 13 s
  'broker.session.timeout.ms': '2000',
  'broker.heartbeat.interval.ms': '500',
  // the default is a quarter of the local broker's heap
  'log.cleaner.dedupe.buffer.size': String(32 * 1_048_576),
} as const

/** The text of a properties file; backslashes are the one character of a path that it escapes. */
export function propertiesFile(properties: Readonly<Record<string, string>>): string {
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value.replaceAll('\\', '\\\\')}\n`)
    .join('')
}

/** The same settings as the official container image takes them. */
export function propertiesEnv(
  properties: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      `KAFKA_${name.replaceAll('.', '_').toUpperCase()}`,
      value,
    ]),
  )
}
