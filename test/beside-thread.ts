import './beside.ts'
import { workBeside } from '#ground/thread/store.ts'

// The program of a thread for tests.
workBeside()
