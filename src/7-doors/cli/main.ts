// Before anything loads React: it would take its development build, which traces each element of a page.
process.env['NODE_ENV'] ??= 'production'
const { run } = await import('./index.ts')

process.exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
})
