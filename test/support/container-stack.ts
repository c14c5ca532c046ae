import { GenericContainer, type StartedTestContainer, Wait } from 'testcontainers'
import { kafkaAnswers } from '../../deploy/await-topics.ts'
import { brokerProperties, propertiesEnv } from '../../deploy/local/broker-properties.ts'
import { KAFKA_VERSION } from '../../deploy/local/kafka-libs.ts'
import { freePorts } from '../../deploy/local/ports.ts'
import type { Stack } from '../../deploy/local/stack.ts'
import { StackError } from '../../deploy/local/stack-error.ts'

const CLICKHOUSE_IMAGE = 'clickhouse/clickhouse-server:26.7'
const BROKER_PORT = 9092
const HTTP_PORT = 8123

/** The same two servers out of their official images; throws a StackError without Docker. */
export async function startContainerStack(): Promise<Stack> {
  try {
    const [kafka, clickhouse] = await Promise.all([startKafka(), startClickhouse()])
    return {
      brokers: [address(kafka, BROKER_PORT)],
      clickhouseUrl: `http://${address(clickhouse, HTTP_PORT)}`,
      async stop() {
        await Promise.all([kafka.stop(), clickhouse.stop()])
      },
    }
  } catch (cause) {
    throw new StackError(
      `Cannot start containers (${cause}): TEST_STACK=containers needs a running Docker; without the variable the tests use Java and Maven`,
      { cause },
    )
  }
}

/** The port on the host is chosen first, since the broker must be told which one clients see. */
async function startKafka(): Promise<StartedTestContainer> {
  const { kafka: hostPort } = await freePorts()
  const properties = brokerProperties({
    bindHost: '',
    bindPort: BROKER_PORT,
    advertised: `localhost:${hostPort}`,
    controllerPort: 9093,
  })
  const container = await new GenericContainer(`apache/kafka:${KAFKA_VERSION}`)
    .withEnvironment(propertiesEnv(properties))
    .withExposedPorts({ container: BROKER_PORT, host: hostPort })
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
    .start()
  if (!(await kafkaAnswers(address(container, BROKER_PORT)))) {
    throw new Error('the broker started and does not answer')
  }
  return container
}

async function startClickhouse(): Promise<StartedTestContainer> {
  return await new GenericContainer(CLICKHOUSE_IMAGE)
    // the user default without a password, as in the local stack
    .withEnvironment({ CLICKHOUSE_SKIP_USER_SETUP: '1', TZ: 'UTC' })
    .withExposedPorts(HTTP_PORT)
    .withWaitStrategy(Wait.forHttp('/ping', HTTP_PORT))
    .start()
}

function address(container: StartedTestContainer, port: number): string {
  return `${container.getHost()}:${container.getMappedPort(port)}`
}
