// Shows what needs passkeys where the browser has them, and says so when one was not used.
(function () {
  const hasPasskeys = 'credentials' in navigator && 'PublicKeyCredential' in window
  for (const part of document.querySelectorAll(hasPasskeys ? '[data-passkey]' : '[data-no-passkey]')) {
    part.hidden = false
  }
  document.addEventListener('allauth.error', function (event) {
    const problem = document.getElementById('passkey-problem')
    if (problem) {
      event.preventDefault()
      problem.hidden = false
      problem.focus()
    }
  })
})()
