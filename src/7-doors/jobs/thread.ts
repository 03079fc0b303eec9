import '#earnings/compliance/store.ts'
import '#earnings/run/store.ts'
import '#doors/server/queries/month.ts'
import '#volume/explanation/store.ts'
import { workBeside } from '#ground/thread/store.ts'

// The program of the thread beside the server: it does what these rooms give to it.
workBeside()
