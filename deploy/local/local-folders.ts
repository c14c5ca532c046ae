import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The one ignored folder of the checkout for everything that is made by running. */
export const LOCAL_DIR = fileURLToPath(new URL('../../.local', import.meta.url))

/** Data of the stack that `npm start` and `npm run stack` use, unless STACK_DIR says otherwise. */
export const DEFAULT_STACK_DIR = join(LOCAL_DIR, 'stack')

/** Kafka's jars, one folder a version, shared by every stack and kept by a reset. */
export const KAFKA_LIBS_DIR = join(LOCAL_DIR, 'kafka-libs')
