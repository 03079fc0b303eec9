// Stands where not even the pages could be asked: no script, no file, nothing that could fail in its turn.
const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Stamm</title>
<main>
<h1>That went wrong</h1>
<p>The mistake is ours and has been written down. Please try again in a moment.</p>
<p><a href="">Try again</a></p>
<hr>
<div lang="de">
<h1>Das ging schief</h1>
<p>Der Fehler liegt bei uns und ist notiert. Bitte versuchen Sie es gleich noch einmal.</p>
<p><a href="">Noch einmal versuchen</a></p>
</div>
</main>
</html>
`

/** The answer when the world itself could not be reached, the database for instance. Tells nothing of why. */
export const failed = (): Response =>
  new Response(page, {
    status: 500,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    },
  })
